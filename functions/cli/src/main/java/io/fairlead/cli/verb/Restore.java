package io.fairlead.cli.verb;

import io.fairlead.cli.Surroundings;
import io.fairlead.cli.operate.DurationText;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ends a person's evacuation. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = "End your evacuation of a region; the cycles then decide about it again.",
    footerHeading = "%nExample:%n",
    footer = "  fairlead restore us-east --wait 1m")
public final class Restore implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private BreakGlassOptions options = new BreakGlassOptions();

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      converter = DurationText.class,
      description =
          "Wait until DNS servers answer it again, at most so long (exit 8 when it runs out).")
  private @Nullable Duration wait;

  /** In these surroundings. */
  public Restore(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return options.in(surroundings).restore(options.region, options.group, wait).code();
  }
}
