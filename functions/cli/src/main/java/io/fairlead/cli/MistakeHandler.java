package io.fairlead.cli;

import io.fairlead.wiring.shape.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns every mistake into one sentence and an exit code; a stack trace needs {@code --debug}. */
final class MistakeHandler {
  private static final Pattern EXPECTED =
      Pattern.compile("expected one of \\[(.*?)] \\(case-insensitive\\)");

  private final Surroundings surroundings;

  MistakeHandler(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  int wrongUsage(ParameterException mistake, String[] args) {
    CommandLine line = mistake.getCommandLine();
    Complaints complaints = new Complaints(surroundings, Complaints.asksForJson(List.of(args)));
    complaints.error(ExitCode.USAGE, sentence(mistake), near(mistake));
    if (!complaints.json()) {
      surroundings.err().println("See '" + line.getCommandSpec().qualifiedName() + " --help'.");
    }
    return ExitCode.USAGE.code();
  }

  /** The option that was probably meant, if any is near. */
  private static List<String> near(ParameterException mistake) {
    if (!(mistake instanceof UnmatchedArgumentException unmatched)) {
      return List.of();
    }
    String typed = unmatched.getUnmatched().getFirst();
    Set<String> options = mistake.getCommandLine().getCommandSpec().optionsMap().keySet();
    String near = typed.startsWith("--") ? Nearest.to(typed, options) : null;
    return near == null ? List.of() : List.of(near);
  }

  private static String sentence(ParameterException mistake) {
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().getFirst();
      if (first.endsWith(".yaml") || first.endsWith(".yml")) {
        return "'" + first + "' is not expected here: a topology file is named by -f " + first;
      }
    }
    return inWords(String.valueOf(mistake.getMessage()));
  }

  /** The parser's sentence with what is to be typed instead of the program's own names. */
  private static String inWords(String message) {
    Matcher expected = EXPECTED.matcher(message);
    String typed =
        expected.find()
            ? expected.replaceFirst("expected one of " + expected.group(1).toLowerCase(Locale.ROOT))
            : message;
    return typed.replaceFirst(
        "^Invalid value for positional parameter at index \\d+ \\((\\w+)\\)", "$1");
  }

  int failed(Exception failure, CommandLine line, ParseResult parsed) {
    boolean debug = parsed.expandedArgs().contains("--debug");
    boolean json = Complaints.asksForJson(parsed.originalArgs());
    return new Failure(new Complaints(surroundings, json)).of(failure, debug).code();
  }
}
