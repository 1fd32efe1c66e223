package io.fairlead.cli.verb;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Fairlead;
import io.fairlead.cli.Surroundings;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** Prints the completion script. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Print the completion script for bash and zsh.",
    footerHeading = "%nExample:%n",
    footer = "  source <(fairlead completion)")
public final class Completion implements Callable<Integer> {
  private final Surroundings surroundings;

  /** In these surroundings. */
  public Completion(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    surroundings
        .out()
        .print(AutoComplete.bash("fairlead", new Fairlead(surroundings).withAllVerbs()));
    return ExitCode.DONE.code();
  }
}
