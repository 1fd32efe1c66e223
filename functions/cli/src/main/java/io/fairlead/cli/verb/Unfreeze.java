package io.fairlead.cli.verb;

import io.fairlead.cli.Surroundings;
import io.fairlead.cli.operate.Operation;
import io.fairlead.cli.operate.Verb;
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

  @Mixin private ChangeOptions options = new ChangeOptions();

  /** In these surroundings. */
  public Unfreeze(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Operation operation = options.in(surroundings);
    return operation.unfreeze(
        new Verb(
            "unfreeze",
            "fleet",
            (snapshot, note) -> OperatorVerbs.unfreeze(snapshot.state(), note),
            Verb.Kind.SETTING));
  }
}
