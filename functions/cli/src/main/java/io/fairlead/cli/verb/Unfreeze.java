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

/** Lets changes go on. */
@Command(
    name = "unfreeze",
    mixinStandardHelpOptions = true,
    description = "Let changes go on, after a freeze of an operator or of the panic rule.",
    footerHeading = "%nExample:%n",
    footer = "  fairlead unfreeze")
public final class Unfreeze implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private TopologyOption topology = new TopologyOption();

  @Mixin private OperatorOptions options = new OperatorOptions();

  @Mixin private TimeOptions times = new TimeOptions();

  /** In these surroundings. */
  public Unfreeze(Surroundings surroundings) {
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
                "unfreeze",
                (snapshot, note) -> OperatorVerbs.unfreeze(snapshot.state(), note),
                false,
                true,
                false));
  }
}
