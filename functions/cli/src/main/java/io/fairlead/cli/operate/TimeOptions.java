package io.fairlead.cli.operate;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of verbs that the next tick carries out. */
public final class TimeOptions {
  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationText.class,
      description = "End it by itself after this time, as in 90s, 15m, 2h.")
  @Nullable Duration lasting;

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      converter = DurationText.class,
      description = "Wait until it is carried out, at most so long (exit 8 when it runs out).")
  @Nullable Duration wait;
}
