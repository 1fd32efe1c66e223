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

/** Ends a drain. */
@Command(
    name = "undrain",
    mixinStandardHelpOptions = true,
    description = "End a drain; what was drained takes its shares again at once.",
    footerHeading = "%nExample:%n",
    footer = "  fairlead undrain region/eu-west")
public final class Undrain implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "SUBJECT", description = "What was drained.")
  private String subject = "";

  @Mixin private ChangeOptions options = new ChangeOptions();

  /** In these surroundings. */
  public Undrain(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Operation operation = options.in(surroundings);
    String meant = operation.subject(subject, Set.of("region", "deployment", "node"));
    return operation.carryOut(
        new Verb(
            "undrain",
            meant,
            (snapshot, note) -> OperatorVerbs.undrain(snapshot.state(), meant, note),
            Verb.Kind.ONCE));
  }
}
