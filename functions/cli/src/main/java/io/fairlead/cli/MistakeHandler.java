package io.fairlead.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns every mistake into one sentence and an exit code; a stack trace needs {@code --debug}. */
final class MistakeHandler {
  private final Surroundings surroundings;

  MistakeHandler(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  int wrongUsage(ParameterException mistake, String[] args) {
    PrintWriter err = surroundings.err();
    CommandLine line = mistake.getCommandLine();
    err.println("fairlead: " + mistake.getMessage());
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      List<String> near = unmatched.getSuggestions();
      if (!near.isEmpty()) {
        err.println("Did you mean: " + String.join(", ", near) + "?");
      }
    }
    err.println("See '" + line.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE.code();
  }

  int failed(Exception failure, CommandLine line, ParseResult parsed) {
    if (failure instanceof Stop stop) {
      surroundings.err().println("fairlead: " + stop.sentence());
      return stop.code().code();
    }
    bug(failure, parsed.expandedArgs().contains("--debug"));
    return ExitCode.FAILED.code();
  }

  private void bug(Exception failure, boolean debug) {
    PrintWriter err = surroundings.err();
    if (debug) {
      failure.printStackTrace(err);
      return;
    }
    String where = "run it again with --debug to see them here";
    try {
      Path details = Files.createTempFile("fairlead-bug-", ".txt");
      try (PrintWriter file = new PrintWriter(Files.newBufferedWriter(details))) {
        failure.printStackTrace(file);
      }
      where = "in " + details;
    } catch (IOException _) {
      // The sentence then names --debug, which needs no file.
    }
    err.println("fairlead: this is a bug (" + failure + "); details: " + where);
  }
}
