package io.fairlead.cli.verb;

import io.fairlead.cli.Surroundings;
import io.fairlead.cli.operate.Operation;
import io.fairlead.cli.operate.Verb;
import io.fairlead.journal.OperatorVerbs;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops all changes. */
@Command(
    name = "freeze",
    mixinStandardHelpOptions = true,
    description = "Stop all changes until unfreeze, or for the time given.",
    footerHeading = "%nExample:%n",
    footer = "  fairlead freeze --reason \"network change\" --for 1h")
public final class Freeze implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private ChangeOptions options = new ChangeOptions();

  /** In these surroundings. */
  public Freeze(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Operation operation = options.in(surroundings);
    return operation.freeze(
        new Verb(
            "freeze",
            "fleet",
            (snapshot, note) -> OperatorVerbs.freeze(snapshot.state(), note),
            Verb.Kind.STANDING));
  }
}
