package io.fairlead.cli.artifact;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.port.Lanes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How fast content is copied. */
public final class CopyOptions {
  /** Objects copied at a time unless the operator says otherwise. */
  static final int PARALLEL = 16;

  private static final Pattern RATE = Pattern.compile("([1-9][0-9]{0,8})(k|M|G)?B?(?:/s)?");
  private static final long KILO = 1000;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Objects copied at a time, 1 to 64 (default: " + PARALLEL + ").")
  private int parallel = PARALLEL;

  @Option(
      names = "--bandwidth",
      paramLabel = "RATE",
      description = "The most that is read a second, such as 500kB or 20MB (default: no limit).")
  private @Nullable String bandwidth;

  /** How many at a time. */
  int parallel() {
    if (parallel < 1 || parallel > Lanes.MOST) {
      throw new Stop(
          ExitCode.USAGE, "--parallel is 1 to " + Lanes.MOST + ", not " + parallel + ".");
    }
    return parallel;
  }

  /** Bytes a second; 0 = no limit. */
  long bandwidth() {
    if (bandwidth == null) {
      return 0;
    }
    Matcher rate = RATE.matcher(bandwidth);
    if (!rate.matches()) {
      throw new Stop(
          ExitCode.USAGE,
          "--bandwidth is a number of bytes a second such as 500kB or 20MB, not '"
              + bandwidth
              + "'.");
    }
    String unit = rate.group(2) == null ? "" : rate.group(2);
    long factor =
        switch (unit) {
          case "k" -> KILO;
          case "M" -> KILO * KILO;
          case "G" -> KILO * KILO * KILO;
          default -> 1;
        };
    return Long.parseLong(rate.group(1)) * factor;
  }
}
