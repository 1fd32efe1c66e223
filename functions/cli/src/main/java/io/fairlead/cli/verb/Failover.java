package io.fairlead.cli.verb;

import io.fairlead.cli.Surroundings;
import io.fairlead.cli.operate.Operation;
import io.fairlead.cli.operate.Verb;
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

  @Mixin private ChangeOptions options = new ChangeOptions();

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
    Operation operation = options.in(surroundings);
    String meant = operation.subject(subject, Set.of("region", "service", "deployment", "node"));
    @Nullable String goal = goal(operation, meant);
    return operation.carryOut(
        new Verb(
            "failover",
            meant,
            (snapshot, note) ->
                OperatorVerbs.failover(
                    snapshot.state(), meant, new OperatorVerbs.Wish(goal, acceptLoss), note),
            Verb.Kind.ONCE));
  }

  /** The region, or for a node the node beside it, that the operator named. */
  private @Nullable String goal(Operation operation, String meant) {
    if (to == null) {
      return null;
    }
    if (!meant.startsWith("node/")) {
      return last(operation.subject(to, Set.of("region")));
    }
    String beside = meant.substring("node/".length(), meant.lastIndexOf('/') + 1);
    return last(operation.subject(to.contains("/") ? to : beside + to, Set.of("node")));
  }

  private static String last(String subject) {
    return subject.substring(subject.lastIndexOf('/') + 1);
  }
}
