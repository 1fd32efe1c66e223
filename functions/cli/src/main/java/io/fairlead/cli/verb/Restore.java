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

/** Ends a person's evacuation. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = "End your evacuation of a region; the cycles then decide about it again.",
    footerHeading = "%nExample:%n",
    footer = "  fairlead restore us-east")
public final class Restore implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "REGION", description = "The region.")
  private String region = "";

  @Option(names = "--group", paramLabel = "G", description = "One failover group only.")
  private @Nullable String group;

  @Mixin private TopologyOption topology = new TopologyOption();

  @Mixin private OperatorOptions options = new OperatorOptions();

  /** In these surroundings. */
  public Restore(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    BreakGlass glass =
        new BreakGlass(
            topology.in(surroundings).topology(), options, surroundings, topology.json());
    return glass.restore(region, group).code();
  }
}
