package io.fairlead.cli.verb;

import io.fairlead.cli.Surroundings;
import io.fairlead.cli.operate.Operation;
import io.fairlead.cli.operate.OperatorOptions;
import io.fairlead.cli.operate.RegisterChange;
import io.fairlead.cli.operate.TimeOptions;
import io.fairlead.journal.OperatorVerbs;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks for a subject to leave. */
@Command(
    name = "failover",
    mixinStandardHelpOptions = true,
    description = "Move a region, service, deployment or node away, at once.",
    footerHeading = "%nExample:%n",
    footer = "  fairlead failover service/portal --to eu-north --reason drill")
public final class Failover implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(
      paramLabel = "SUBJECT",
      description = "region/R, service/S, deployment/S/R, node/R/N, or a unique bare name.")
  private String subject = "";

  @Mixin private TopologyOption topology = new TopologyOption();

  @Mixin private OperatorOptions options = new OperatorOptions();

  @Mixin private TimeOptions times = new TimeOptions();

  @Option(names = "--to", paramLabel = "R", description = "The region (or node) to go to.")
  private @Nullable String to;

  @Option(names = "--accept-loss", description = "Go although the copy there is behind.")
  private boolean acceptLoss;

  /** In these surroundings. */
  public Failover(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Operation operation =
        new Operation(
            topology.in(surroundings).topology(), options, times, surroundings, topology.json());
    String meant = operation.subject(subject, Set.of("region", "service", "deployment", "node"));
    return operation.carryOut(
        fleet ->
            new RegisterChange.Verb(
                "failover " + meant,
                (snapshot, note) ->
                    OperatorVerbs.failover(
                        snapshot.state(), meant, new OperatorVerbs.Wish(to, acceptLoss), note),
                false,
                false,
                true));
  }
}
