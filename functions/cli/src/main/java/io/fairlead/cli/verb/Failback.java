package io.fairlead.cli.verb;

import io.fairlead.cli.Surroundings;
import io.fairlead.cli.operate.Operation;
import io.fairlead.cli.operate.OperatorOptions;
import io.fairlead.cli.operate.RegisterChange;
import io.fairlead.cli.operate.TimeOptions;
import io.fairlead.journal.OperatorVerbs;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Releases what was latched out, so that it returns. */
@Command(
    name = "failback",
    mixinStandardHelpOptions = true,
    description = "Release what a failover latched out, so that it returns.",
    footerHeading = "%nExample:%n",
    footer = "  fairlead failback region/us-east --wait 2m")
public final class Failback implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(
      paramLabel = "SUBJECT",
      description = "region/R, service/S, deployment/S/R, or a unique bare name.")
  private String subject = "";

  @Mixin private TopologyOption topology = new TopologyOption();

  @Mixin private OperatorOptions options = new OperatorOptions();

  @Mixin private TimeOptions times = new TimeOptions();

  /** In these surroundings. */
  public Failback(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Operation operation =
        new Operation(
            topology.in(surroundings).topology(), options, times, surroundings, topology.json());
    String meant = operation.subject(subject, Set.of("region", "service", "deployment"));
    return operation.carryOut(
        fleet ->
            new RegisterChange.Verb(
                "failback " + meant,
                (snapshot, note) -> OperatorVerbs.failback(snapshot.state(), meant, note),
                false,
                false,
                true));
  }
}
