package io.fairlead.cli.verb;

import io.fairlead.cli.Surroundings;
import io.fairlead.cli.operate.Operation;
import io.fairlead.cli.operate.Returned;
import io.fairlead.cli.operate.Verb;
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

  @Mixin private ChangeOptions options = new ChangeOptions();

  /** In these surroundings. */
  public Failback(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Operation operation = options.in(surroundings);
    String meant = operation.subject(subject, Set.of("region", "service", "deployment"));
    return operation.carryOut(
        new Verb(
            "failback",
            meant,
            (snapshot, note) -> OperatorVerbs.failback(snapshot.state(), meant, note),
            Verb.Kind.ONCE,
            new Returned(meant)));
  }
}
