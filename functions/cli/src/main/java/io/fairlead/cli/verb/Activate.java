package io.fairlead.cli.verb;

import io.fairlead.cli.Surroundings;
import io.fairlead.cli.operate.Operation;
import io.fairlead.cli.operate.Verb;
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

  @Mixin private ChangeOptions options = new ChangeOptions();

  @Option(
      names = "--without",
      paramLabel = "R",
      split = ",",
      description = "Regions whose observer is dark and need not report it.")
  private List<String> without = new ArrayList<>();

  @Option(
      names = "--older-register",
      description =
          "Instead, go on from a register that went back: a cell was emptied or restored from an"
              + " older copy, and what came after that copy is lost.")
  private boolean olderRegister;

  /** In these surroundings. */
  public Activate(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Operation operation = options.in(surroundings);
    if (olderRegister) {
      return operation.takeOlder();
    }
    return operation.carryOut(
        new Verb(
            "activate",
            operation.topology().shortDigest(),
            (snapshot, note) ->
                OperatorVerbs.activate(
                    snapshot.state(),
                    snapshot.fleet(),
                    new OperatorVerbs.Reported(snapshot.observations(), new TreeSet<>(without)),
                    note),
            Verb.Kind.SETTING));
  }
}
