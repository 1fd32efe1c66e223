package io.fairlead.cli;

import io.fairlead.cli.verb.Meaningless;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** The root of the command line: knows the verbs, and is the one place where mistakes end. */
public final class Fairlead {
  private final Surroundings surroundings;

  /** A command line in these surroundings. */
  public Fairlead(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Command(
      name = "fairlead",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      synopsisSubcommandLabel = "VERB",
      description = "Routes traffic between regions of self-run API gateways.",
      footerHeading = "%nExample:%n",
      footer = "  fairlead init local && fairlead validate")
  static final class Root {}

  /** Runs one verb. Never throws: every mistake becomes a sentence and an exit code. */
  public ExitCode run(String... args) {
    if (args.length == 0) {
      CommandLine line = withAllVerbs();
      line.usage(surroundings.err(), line.getColorScheme());
      return ExitCode.USAGE;
    }
    if (!args[0].startsWith("-") && !Verbs.ALL.containsKey(args[0])) {
      return noVerb(args);
    }
    return byNumber(withVerb(args[0]).execute(args));
  }

  /** With {@code --help} behind it, too: the parser would show the verbs, and no mistake. */
  private ExitCode noVerb(String... args) {
    boolean json = Complaints.asksForJson(List.of(args));
    new Complaints(surroundings, json)
        .error(ExitCode.USAGE, "there is no verb '" + args[0] + "'", Verbs.near(args[0]));
    if (!json) {
      surroundings.err().println("See 'fairlead --help'.");
    }
    return ExitCode.USAGE;
  }

  /** The whole command line, as help, completion and the command reference show it. */
  public CommandLine withAllVerbs() {
    return with(Verbs.ALL.entrySet().stream());
  }

  /** Only the verb named, if it is one: building the others' options costs a cold start dear. */
  private CommandLine withVerb(String name) {
    return Verbs.ALL.containsKey(name)
        ? with(Verbs.ALL.entrySet().stream().filter(verb -> verb.getKey().equals(name)))
        : withAllVerbs();
  }

  private CommandLine with(Stream<Map.Entry<String, Verbs.Maker>> verbs) {
    CommandLine line = new CommandLine(CommandSpec.forAnnotatedObject(new Root()));
    verbs.forEach(verb -> line.addSubcommand(verb.getKey(), verb.getValue().make(surroundings)));
    line.getSubcommands().values().forEach(verb -> Meaningless.hide(verb.getCommandSpec()));
    MistakeHandler mistakes = new MistakeHandler(surroundings);
    line.setOut(surroundings.out());
    line.setErr(surroundings.err());
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(surroundings.coloured() ? Ansi.ON : Ansi.OFF));
    line.setParameterExceptionHandler(mistakes::wrongUsage);
    line.setExecutionExceptionHandler(mistakes::failed);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(false);
    line.getHelpSectionMap().put("exitCodeList", help -> exitCodes());
    return line;
  }

  private static String exitCodes() {
    StringBuilder text = new StringBuilder("\nExit codes:\n");
    for (ExitCode code : List.of(ExitCode.values())) {
      text.append("  %2d  %s\n".formatted(code.code(), code.meaning()));
    }
    return text.toString();
  }

  private static ExitCode byNumber(int number) {
    for (ExitCode code : ExitCode.values()) {
      if (code.code() == number) {
        return code;
      }
    }
    throw new IllegalStateException("no exit code " + number);
  }
}
