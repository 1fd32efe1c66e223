package io.fairlead.cli.verb;

import io.fairlead.cli.Surroundings;
import io.fairlead.cli.operate.DurationText;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes a region out of DNS by a person's hand. */
@Command(
    name = "evacuate",
    mixinStandardHelpOptions = true,
    description = "Break-glass: take a region out of DNS at once, by the flag stores alone.",
    footerHeading = "%nExample:%n",
    footer = "  fairlead evacuate us-east --reason 'power outage' --yes --wait 10s")
public final class Evacuate implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private BreakGlassOptions options = new BreakGlassOptions();

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      converter = DurationText.class,
      description =
          "Wait until DNS servers answer it no more, at most so long (exit 8 when it runs out).")
  private @Nullable Duration wait;

  /** In these surroundings. */
  public Evacuate(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return options.in(surroundings).evacuate(options.region, options.group, wait).code();
  }
}
