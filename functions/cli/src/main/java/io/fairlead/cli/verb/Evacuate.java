package io.fairlead.cli.verb;

import io.fairlead.cli.Surroundings;
import io.fairlead.cli.operate.BreakGlass;
import io.fairlead.cli.operate.OperatorOptions;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a region out of DNS by a person's hand. */
@Command(
    name = "evacuate",
    mixinStandardHelpOptions = true,
    description = "Break-glass: take a region out of DNS at once, by the flag stores alone.",
    footerHeading = "%nExample:%n",
    footer = "  fairlead evacuate us-east --reason 'power outage' --yes")
public final class Evacuate implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "REGION", description = "The region.")
  private String region = "";

  @Option(names = "--group", paramLabel = "G", description = "One failover group only.")
  private @Nullable String group;

  @Mixin private TopologyOption topology = new TopologyOption();

  @Mixin private OperatorOptions options = new OperatorOptions();

  /** In these surroundings. */
  public Evacuate(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    BreakGlass glass =
        new BreakGlass(
            topology.in(surroundings).topology(), options, surroundings, topology.json());
    return glass.evacuate(region, group).code();
  }
}
