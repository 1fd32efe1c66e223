package io.fairlead.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cli.GatewaySet;
import io.fairlead.health.CopySighting;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.TopologyReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run's watch over copies, on real folders: it looks once an interval, which is a second here.
 */
@Timeout(60)
final class CopyWatchTest {
  private static final long PAUSE_NANOS = 20_000_000;
  private static final long BETWEEN_MILLIS = 500;

  @TempDir private Path folder;

  /** Looks begun: a watch asks for the time when one begins, and a second later again. */
  private final AtomicInteger looks = new AtomicInteger();

  private volatile Instant askedLast = Instant.EPOCH;

  private final List<String> troubles = new CopyOnWriteArrayList<>();
  private volatile boolean broken;
  private Topology topology;

  @BeforeEach
  void publishASetThatAServiceWaitsFor() throws Exception {
    GatewaySet.in(folder);
    Path file = folder.resolve("fairlead.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst("(\nservices:\n  [a-z]+:\n)", "$1    replication: [gateway]\n")
            .replace("{us-east: {into:", "{eu-north: {into: {folder: north}}, us-east: {into:")
            .replaceFirst("interval: [0-9]+s", "interval: 1s"));
    topology =
        switch (TopologyReader.read(Files.readAllBytes(file), folder, _ -> null)) {
          case ReadTopology.Valid(var valid, _) -> valid;
          case ReadTopology.Invalid(var problems) -> throw new AssertionError("" + problems);
        };
    GatewaySet.run(folder, "publish", "--yes");
    GatewaySet.run(folder, "replicate", "--region", "us-east");
  }

  @Test
  void what_is_seen_is_known_and_what_becomes_newer_is_seen_an_interval_later() throws Exception {
    try (CopyWatch watch = watch("us-east")) {
      until(() -> watch.get().containsKey("gateway"));
      assertThat(seen(watch).isInStep()).isTrue();
      Files.writeString(folder.resolve("artifacts/a"), "a number 2");
      GatewaySet.run(folder, "publish", "--yes");

      until(() -> seen(watch).head() == 2);

      assertThat(seen(watch).version()).isEqualTo(1);
    }
    assertThat(troubles).isEmpty();
  }

  @Test
  void while_the_store_cannot_be_read_the_last_sighting_stays_with_its_time() throws Exception {
    try (CopyWatch watch = watch("us-east")) {
      until(() -> watch.get().containsKey("gateway"));
      Files.move(folder.resolve("store"), folder.resolve("gone"));
      aLookMore();
      CopySighting kept = seen(watch);

      aLookMore();

      assertThat(seen(watch)).isEqualTo(kept);
      assertThat(kept.version()).isEqualTo(1);
    }
  }

  @Test
  void a_look_that_fails_is_told_in_a_sentence_and_the_next_one_is_made() {
    try (CopyWatch watch = watch("us-east")) {
      until(() -> watch.get().containsKey("gateway"));
      broken = true;
      until(() -> !troubles.isEmpty());
      Instant before = seen(watch).at();
      broken = false;

      until(() -> seen(watch).at().isAfter(before));
    }
    assertThat(troubles.getFirst())
        .isEqualTo("copies of artifact sets could not be looked at: the clock is broken");
  }

  @Test
  void a_region_without_copies_that_services_wait_for_is_not_looked_at() {
    try (CopyWatch watch = watch("elsewhere")) {
      assertThat(watch.get()).isEmpty();
    }
    assertThat(looks).hasValue(0);
  }

  private CopyWatch watch(String region) {
    return CopyWatch.of(topology, region, clock(), troubles::add);
  }

  /** The machine's; looks are counted by who asks for the time. */
  private InstantSource clock() {
    return () -> {
      Instant now = Instant.now();
      if (now.isAfter(askedLast.plusMillis(BETWEEN_MILLIS))) {
        looks.incrementAndGet();
      }
      askedLast = now;
      if (broken) {
        throw new IllegalStateException("the clock is broken");
      }
      return now;
    };
  }

  /** A look begins, so that the one before it has ended. */
  private void aLookMore() {
    int before = looks.get();
    until(() -> looks.get() > before);
  }

  private static void until(BooleanSupplier reached) {
    while (!reached.getAsBoolean()) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static CopySighting seen(CopyWatch watch) {
    return Objects.requireNonNull(watch.get().get("gateway"), "nothing was seen yet");
  }
}
