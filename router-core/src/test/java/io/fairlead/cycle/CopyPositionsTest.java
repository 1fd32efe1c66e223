package io.fairlead.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.Check;
import io.fairlead.fleet.Cloud;
import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Probe;
import io.fairlead.fleet.Region;
import io.fairlead.fleet.ReplicatedSet;
import io.fairlead.health.CopyPosition;
import io.fairlead.health.CopySighting;
import io.fairlead.health.Observation;
import io.fairlead.port.Observations;
import io.fairlead.port.SelfTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Entries of observers tell where copies are, and remember what cannot be seen now. */
final class CopyPositionsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T03:12:00Z");
  private static final Instant MADE = NOW.minusSeconds(40);
  private static final Instant SHOWN_MADE = NOW.minusSeconds(900);

  private final TreeMap<String, CopySighting> seen = new TreeMap<>();
  private final TreeMap<String, Observation> stored = new TreeMap<>();
  private Duration ahead = Duration.ZERO;

  /** Whether entries cannot be read now. */
  private boolean unreadable;

  @Test
  void an_entry_tells_what_was_seen_of_a_declared_set_alone() {
    seen.put("gateway", sighting(NOW, 4, 4));
    seen.put("another", sighting(NOW, 4, 4));

    assertThat(cycle().run(NOW, NOW.plusSeconds(2)).entry().copies())
        .containsOnlyKeys("gateway")
        .containsEntry("gateway", new CopyPosition(sighting(NOW, 4, 4), NOW));
  }

  @Test
  void an_entry_without_anything_seen_tells_nothing() {
    assertThat(cycle().run(NOW, NOW.plusSeconds(2)).entry().copies()).isNull();
  }

  @Test
  void the_last_moment_in_step_is_remembered_over_restarts() {
    seen.put("gateway", sighting(NOW, 4, 4));
    cycle().run(NOW, NOW.plusSeconds(2));
    seen.clear();
    Instant later = NOW.plusSeconds(300);
    CopyPosition unseen = position(cycle(), later);
    seen.put("gateway", sighting(later, 4, 5));

    CopyPosition behind = position(cycle(), later.plusSeconds(1));

    assertThat(unseen).isEqualTo(new CopyPosition(sighting(NOW, 4, 4), NOW));
    assertThat(behind).isEqualTo(new CopyPosition(sighting(later, 4, 5), NOW));
  }

  @Test
  void a_sighting_that_is_no_newer_changes_nothing() {
    CopyPosition known = CopyPosition.next(null, sighting(NOW, 4, 4));

    assertThat(CopyPosition.next(known, sighting(NOW.minusSeconds(1), 3, 4))).isEqualTo(known);
  }

  @Test
  void a_tick_that_cannot_read_its_own_entry_counts_from_the_making_of_what_readers_have() {
    seen.put("gateway", sighting(NOW, 4, 4));
    cycle().run(NOW, NOW.plusSeconds(2));
    seen.put("gateway", sighting(NOW.plusSeconds(60), 4, 9));
    position(cycle(), NOW.plusSeconds(60));
    unreadable = true;
    seen.put("gateway", sighting(NOW.plusSeconds(120), 4, 9));

    assertThat(position(cycle(), NOW.plusSeconds(120)).inStep())
        .as("five versions are lacked, and the newest is not the first of them")
        .isEqualTo(SHOWN_MADE);
    seen.put("gateway", sighting(NOW.plusSeconds(180), 8, 9));
    assertThat(position(cycle(), NOW.plusSeconds(180)).inStep())
        .as("only the newest is lacked")
        .isEqualTo(MADE);
  }

  @Test
  void since_when_a_copy_is_behind_is_not_told_where_nothing_tells_it() {
    seen.put("gateway", new CopySighting(NOW, 4, 9, MADE, null, 1, 0));

    assertThat(cycle().run(NOW, NOW.plusSeconds(2)).entry().copies()).isNull();
    seen.put("gateway", new CopySighting(NOW, 0, 9, MADE, null, 1, 0));
    assertThat(position(cycle(), NOW).seen().version()).as("nothing is told").isZero();
  }

  @Test
  void a_sighting_is_told_by_the_store_s_clock() {
    ahead = Duration.ofSeconds(3);
    ProbeCycle cycle = cycle();
    cycle.run(NOW, NOW.plusSeconds(2));
    seen.put("gateway", sighting(NOW.plusSeconds(5), 4, 4));

    assertThat(position(cycle, NOW.plusSeconds(10)).inStep()).isEqualTo(NOW.plusSeconds(8));
  }

  private static CopyPosition position(ProbeCycle cycle, Instant now) {
    return Objects.requireNonNull(cycle.run(now, now.plusSeconds(2)).entry().copy("gateway"));
  }

  private static CopySighting sighting(Instant at, long version, long head) {
    Instant shown = version == head ? MADE : SHOWN_MADE;
    return new CopySighting(at, version, head, MADE, shown, version < head ? 1 : 0, 0);
  }

  private ProbeCycle cycle() {
    return new ProbeCycle(
        fleet(),
        new ProbeCycle.Observer("eu-west", "run"),
        new ProbeCycle.Ports(
            (orders, _) -> List.of(),
            _ -> new SelfTest.Result(true, "", Optional.of(ahead)),
            new Stored(),
            () -> seen));
  }

  private final class Stored implements Observations {
    @Override
    public Published publish(Observation mine, Instant deadline) {
      stored.put(mine.observer(), mine);
      return Published.WRITTEN;
    }

    @Override
    public Entries latest(Instant deadline) {
      return new Entries(unreadable ? new TreeMap<>() : stored, new TreeMap<>());
    }
  }

  private static Fleet fleet() {
    Region region =
        new Region(
            "eu-west",
            Cloud.LOCAL,
            "eu-west",
            "EU",
            false,
            new io.fairlead.fleet.Observer(null, new TreeSet<>()),
            List.of("orders"),
            new TreeMap<>(),
            new TreeMap<>());
    Deployment orders = new Deployment("orders", "eu-west", null, List.of("127.0.0.1"), 500);
    Probe probe = new Probe("orders", new Check.Tcp(8080), Probe.Question.SERVING, false);
    Fleet one = OneRegion.fleet(region, orders, probe);
    TreeMap<String, ReplicatedSet> sets = new TreeMap<>();
    sets.put(
        "gateway",
        new ReplicatedSet(
            "gateway",
            "eu-west",
            new TreeSet<>(),
            new TreeSet<>(Set.of("orders")),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5)));
    return new Fleet(
        one.name(),
        one.mode(),
        one.digest(),
        one.probes(),
        one.regions(),
        one.services(),
        one.safety(),
        sets);
  }
}
