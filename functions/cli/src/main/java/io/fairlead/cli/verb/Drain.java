package io.fairlead.cli.verb;

import io.fairlead.cli.Surroundings;
import io.fairlead.cli.operate.Operation;
import io.fairlead.cli.operate.Verb;
import io.fairlead.journal.OperatorVerbs;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes a region, deployment or node out gently. */
@Command(
    name = "drain",
    mixinStandardHelpOptions = true,
    description = "Take a region, deployment or node out gently; it returns by undrain.",
    footerHeading = "%nExample:%n",
    footer = "  fairlead drain region/eu-west --reason \"kernel update\" --for 2h")
public final class Drain implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(
      paramLabel = "SUBJECT",
      description = "region/R, deployment/S/R, node/R/N, or a unique bare name.")
  private String subject = "";

  @Mixin private ChangeOptions options = new ChangeOptions();

  /** In these surroundings. */
  public Drain(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Operation operation = options.in(surroundings);
    String meant = operation.subject(subject, Set.of("region", "deployment", "node"));
    return operation.carryOut(
        new Verb(
            "drain",
            meant,
            (snapshot, note) -> OperatorVerbs.drain(snapshot.state(), meant, note),
            Verb.Kind.LASTING));
  }
}
