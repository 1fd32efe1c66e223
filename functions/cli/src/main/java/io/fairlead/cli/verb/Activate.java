package io.fairlead.cli.verb;

import io.fairlead.cli.Surroundings;
import io.fairlead.cli.operate.Operation;
import io.fairlead.cli.operate.OperatorOptions;
import io.fairlead.cli.operate.RegisterChange;
import io.fairlead.cli.operate.TimeOptions;
import io.fairlead.journal.OperatorVerbs;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the reported topology the active one. */
@Command(
    name = "activate",
    mixinStandardHelpOptions = true,
    description = "Make this topology the active one, once every observer reports it.",
    footerHeading = "%nExample:%n",
    footer = "  fairlead activate --without us-east")
public final class Activate implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private TopologyOption topology = new TopologyOption();

  @Mixin private OperatorOptions options = new OperatorOptions();

  @Mixin private TimeOptions times = new TimeOptions();

  @Option(
      names = "--without",
      paramLabel = "R",
      split = ",",
      description = "Regions whose observer is dark and need not report it.")
  private List<String> without = new ArrayList<>();

  /** In these surroundings. */
  public Activate(Surroundings surroundings) {
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
                "activate " + operation.topology().shortDigest(),
                (snapshot, note) ->
                    OperatorVerbs.activate(
                        snapshot.state(),
                        snapshot.fleet(),
                        new OperatorVerbs.Reported(snapshot.observations(), new TreeSet<>(without)),
                        note),
                false,
                true,
                false));
  }
}
