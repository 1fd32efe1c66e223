package io.fairlead.cli.artifact;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.operate.DurationText;
import io.fairlead.cycle.CollectCycle;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What a collection leaves. */
public final class CollectOptions {
  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "collect: newest versions of each set that are kept (default: 20).")
  private int versions = 20;

  @Option(
      names = "--keep-for",
      paramLabel = "DURATION",
      converter = DurationText.class,
      description =
          "collect: how long a version is kept after the next one took its place (default: 30d).")
  private Duration time = Duration.ofDays(30);

  @Option(
      names = "--grace",
      paramLabel = "DURATION",
      converter = DurationText.class,
      description =
          "collect: what is needed no more is deleted by a collection so much later, 12h or more"
              + " (default: 1d).")
  private Duration grace = Duration.ofDays(1);

  /** The order of a run. */
  CollectCycle.Order order(boolean dry) {
    if (versions < 1) {
      throw new Stop(ExitCode.USAGE, "--keep is 1 or more, not " + versions + ".");
    }
    if (grace.compareTo(CollectCycle.MIN_GRACE) < 0) {
      throw new Stop(
          ExitCode.USAGE,
          "--grace is 12h or more: somebody may be publishing, and may take hours for it.");
    }
    return new CollectCycle.Order(new CollectCycle.Keeping(versions, time), grace, dry);
  }
}
