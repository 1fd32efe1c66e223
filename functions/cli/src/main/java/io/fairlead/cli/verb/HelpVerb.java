package io.fairlead.cli.verb;

import io.fairlead.cli.Fairlead;
import io.fairlead.cli.Surroundings;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints what {@code --help} prints. */
@Command(
    name = "help",
    mixinStandardHelpOptions = true,
    description = "Show the verbs and exit codes, or the options of one verb.",
    footerHeading = "%nExample:%n",
    footer = "  fairlead help drain")
public final class HelpVerb implements Callable<Integer> {
  private static final String HELP = "--help";

  private final Surroundings surroundings;

  @Parameters(paramLabel = "VERB", arity = "0..1", description = "The verb; none: all of them.")
  private @Nullable String verb;

  /** In these surroundings. */
  public HelpVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Fairlead fairlead = new Fairlead(surroundings);
    return (verb == null ? fairlead.run(HELP) : fairlead.run(verb, HELP)).code();
  }
}
