package io.fairlead.cli.verb;

import io.fairlead.cli.Surroundings;
import io.fairlead.cli.operate.Operation;
import io.fairlead.cli.operate.OperatorOptions;
import io.fairlead.cli.operate.RegisterChange;
import io.fairlead.cli.operate.TimeOptions;
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

  @Mixin private TopologyOption topology = new TopologyOption();

  @Mixin private OperatorOptions options = new OperatorOptions();

  @Mixin private TimeOptions times = new TimeOptions();

  /** In these surroundings. */
  public Freeze(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Operation operation =
        new Operation(
            topology.in(surroundings).topology(), options, times, surroundings, topology.json());
    return operation.carryOut(
        fleet ->
            new RegisterChange.Verb(
                "freeze",
                (snapshot, note) -> OperatorVerbs.freeze(snapshot.state(), note),
                true,
                true,
                false));
  }
}
