package io.fairlead.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cycle.CycleOutcome;
import io.fairlead.cycle.SteerReport;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.ReplicatedDatabase;
import io.fairlead.health.DatabasePosition;
import io.fairlead.health.DatabaseSighting;
import io.fairlead.health.Observation;
import io.fairlead.journal.RegisterState;
import io.fairlead.plan.Current;
import io.fairlead.plan.View;
import io.fairlead.port.EvacuationFlags.Flags;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What /metrics has of databases. */
final class DatabaseMetricsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T03:12:08Z");

  @Test
  void each_server_has_its_lag_and_who_takes_writes() throws IOException {
    Fleet fleet = fleet();
    View view =
        new View(
            fleet,
            NOW,
            1,
            RegisterState.initial(fleet.name(), fleet.digest(), "run", NOW),
            new TreeMap<>(),
            entries(),
            new Current(
                new TreeMap<>(),
                new TreeMap<>(),
                new Flags(new TreeMap<>(), new TreeMap<>(), false)));

    String text =
        Metrics.text(
            "eu-west",
            new SteerReport(
                new CycleOutcome.NoQuorum("1 of 3 cells answers"),
                NOW,
                0,
                null,
                view,
                null,
                List.of(),
                List.of(),
                List.of()),
            0);

    assertThat(text)
        .contains("fairlead_database_lag_seconds{database=\"shop\",region=\"eu-north\"} 90.0\n")
        .contains("fairlead_database_replay_bytes{database=\"shop\",region=\"eu-north\"} 400.0\n")
        .contains("fairlead_database_receive_bytes{database=\"shop\",region=\"eu-north\"} 100.0\n")
        .contains("fairlead_database_writes{database=\"shop\",region=\"eu-west\"} 1.0\n")
        .contains("fairlead_database_writes{database=\"shop\",region=\"eu-north\"} 0.0\n")
        .doesNotContain("database=\"shop\",region=\"us-east\"");
  }

  private static TreeMap<String, Observation> entries() {
    TreeMap<String, Observation> entries = new TreeMap<>();
    DatabaseSighting.Head head = new DatabaseSighting.Head(900, NOW);
    entries.put(
        "eu-west",
        entry(
            "eu-west",
            DatabasePosition.next(
                null,
                new DatabaseSighting(NOW, "1", 1, true, 900, 900, head, NOW, new TreeMap<>()))));
    entries.put(
        "eu-north",
        entry(
            "eu-north",
            DatabasePosition.next(
                null,
                new DatabaseSighting(
                    NOW, "1", 1, false, 800, 500, null, NOW.minusSeconds(90), new TreeMap<>()))));
    entries.put("us-east", entry("us-east", DatabasePosition.silent(null, "it is dark")));
    return entries;
  }

  private static Observation entry(String region, DatabasePosition position) {
    return new Observation(
        region,
        1,
        "run",
        1,
        NOW,
        "9f3c12",
        1,
        false,
        "",
        new TreeMap<>(),
        null,
        new TreeMap<>(Map.of("shop", position)));
  }

  private static Fleet fleet() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            DatabaseMetricsTest.class.getResourceAsStream("/three-regions.yaml"))) {
      Fleet read =
          switch (TopologyReader.read(in.readAllBytes(), Path.of("."), _ -> null)) {
            case ReadTopology.Valid(var topology, var _) -> topology.fleet();
            case ReadTopology.Invalid(var problems) ->
                throw new IllegalStateException("" + problems);
          };
      TreeMap<String, ReplicatedDatabase> databases = new TreeMap<>();
      databases.put(
          "shop",
          new ReplicatedDatabase(
              "shop",
              new TreeMap<>(
                  Map.of("eu-west", "eu-west", "eu-north", "eu-north", "us-east", "us-east")),
              new TreeSet<>(List.of("orders")),
              Duration.ofMinutes(1),
              1000));
      return new Fleet(
          read.name(),
          read.mode(),
          read.digest(),
          read.probes(),
          read.regions(),
          read.services(),
          read.safety(),
          new TreeMap<>(),
          databases);
    }
  }
}
