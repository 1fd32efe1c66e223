package io.fairlead.benchmarks.dark;

import io.fairlead.benchmarks.report.Report;
import io.fairlead.benchmarks.report.Spread;
import io.fairlead.fleet.Fleet;
import io.fairlead.wiring.stack.GlobalTemplate;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * From a region going dark to its flags in two stores: functions in three regions of AWS at the
 * production pace, virtual time. Goals: median 20 s and worst 30 s; with the queue lost worst 140
 * s.
 */
public final class RegionDarkBenchmark {
  private static final int PHASES = 1_000;

  /** The time to live of the records: clients follow so much later at worst. */
  private static final int TTL_SECONDS = 60;

  /**
   * What checks of private alarms take at most: logs to a metric, a minute's period, Route 53's
   * reading. Not measured on a real account.
   */
  private static final int PRIVATE_SECONDS = 180;

  private RegionDarkBenchmark() {}

  /** One row: how the functions run. */
  record Row(String name, boolean queue, int freshness) {}

  /**
   * Prints a table and writes {@code region-dark.json}.
   *
   * @param arguments phases; default 1,000
   */
  public static void main(String[] arguments) throws IOException {
    int phases = arguments.length > 0 ? Integer.parseInt(arguments[0]) : PHASES;
    Report report = new Report("region-dark");
    for (Row row :
        List.of(
            new Row("10 s ticks, freshness 12", true, 12),
            new Row("queue lost, freshness 12", false, 12),
            new Row("10 s ticks, freshness 3", true, 3),
            new Row("queue lost, freshness 3", false, 3))) {
      List<Double> seconds = new ArrayList<>();
      Fleet fleet = fleet(row.freshness());
      Pace pace = new Pace(fleet.safety().probe().interval(), row.queue());
      int never = 0;
      for (long seed = 1; seed <= phases; seed++) {
        Optional<Double> thrown =
            new DarkRun(fleet, pace, seed).play().map(took -> took.toMillis() / 1000.0);
        thrown.ifPresent(seconds::add);
        never += thrown.isPresent() ? 0 : 1;
      }
      Spread spread = new Spread(seconds);
      System.out.printf(
          Locale.ROOT,
          "%-26s %5d phases  median %6.1f s  p95 %6.1f s  worst %6.1f s  never %d  clients at worst"
              + " %6.1f s, fast checks %6.1f s, private flags %6.1f s%n",
          row.name(),
          phases,
          spread.median(),
          spread.at(0.95),
          spread.at(1),
          never,
          clients(spread, GlobalTemplate.STANDARD_INTERVAL_SECONDS),
          clients(spread, GlobalTemplate.FAST_INTERVAL_SECONDS),
          clients(spread, PRIVATE_SECONDS));
      spread.into(report.root().putObject(row.name()), "Seconds").put("never", never);
    }
    System.out.println("written to " + report.write());
  }

  /** The last client leaves: flags, a check that has just looked, and an answer just given. */
  private static double clients(Spread thrown, int checkSeconds) {
    return thrown.at(1) + checkSeconds * GlobalTemplate.STANDARD_THRESHOLD + TTL_SECONDS;
  }

  private static Fleet fleet(int freshness) throws IOException {
    String text =
        Files.readString(Path.of("examples/aws-three-regions.yaml"))
            .replace("mode: observe", "mode: act    ")
            .replace("freshness: 12", "freshness: " + freshness);
    return switch (TopologyReader.read(
        text.getBytes(StandardCharsets.UTF_8), Path.of("examples"), name -> null)) {
      case ReadTopology.Valid valid -> valid.topology().fleet();
      case ReadTopology.Invalid invalid ->
          throw new IllegalStateException(invalid.problems().toString());
    };
  }
}
