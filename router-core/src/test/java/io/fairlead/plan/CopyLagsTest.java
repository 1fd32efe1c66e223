package io.fairlead.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.ReplicatedSet;
import io.fairlead.health.CopyPosition;
import io.fairlead.health.CopySighting;
import io.fairlead.health.Observation;
import io.fairlead.plan.ReplicationLag.Copy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** How far a copy is behind, from what observers told: known, not known, and with a dark master. */
final class CopyLagsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration FIVE = Duration.ofMinutes(5);
  private static final String MASTER = "eu-west";
  private static final String COPY = "us-east";
  private static final int SEEDS = 200;
  private static final int STEPS = 40;

  private final TreeMap<String, Observation> entries = new TreeMap<>();
  private final TreeMap<String, CopyPosition> positions = new TreeMap<>();

  @Test
  void a_copy_with_the_newest_version_is_in_step() {
    tell(MASTER, NOON, 7, 7);
    tell(COPY, NOON, 7, 7);

    assertThat(at(NOON)).isEqualTo(new Copy.Measured(Duration.ZERO, 7, 7, 0, 0));
    assertThat(lag(NOON).beyond(false)).isFalse();
  }

  @Test
  void the_lag_grows_from_the_last_moment_in_step() {
    tell(COPY, NOON, 7, 7);
    tell(MASTER, NOON.plusSeconds(400), 8, 8);
    tell(COPY, NOON.plusSeconds(400), 7, 8);

    assertThat(at(NOON.plusSeconds(400)))
        .isEqualTo(new Copy.Measured(Duration.ofSeconds(400), 7, 8, 2, 812));
    assertThat(lag(NOON.plusSeconds(400)).beyond(false)).isTrue();
  }

  @Test
  void a_copy_seen_behind_at_first_counts_from_the_making_of_what_it_lacks() {
    tell(MASTER, NOON, 8, 8);
    tell(COPY, NOON, 7, 8);

    assertThat(at(NOON)).isEqualTo(new Copy.Measured(Duration.ofSeconds(60), 7, 8, 2, 812));
  }

  @Test
  void a_region_that_has_nothing_is_beyond_every_bound() {
    tell(MASTER, NOON, 8, 8);
    tell(COPY, NOON, 0, 8);

    assertThat(lag(NOON).beyond(false)).isTrue();
    assertThat(lag(NOON).losesTooMuch()).isTrue();
    assertThat(lag(NOON).text())
        .isEqualTo("its copy of gateway has nothing of version 8: 2 objects, 812 B");
  }

  @Test
  void a_set_that_was_never_published_bars_nobody() {
    tell(MASTER, NOON, 0, 0);
    tell(COPY, NOON, 0, 0);

    assertThat(lag(NOON).beyond(true)).isFalse();
    assertThat(lag(NOON).losesTooMuch()).isFalse();
  }

  @Test
  void with_the_master_dark_the_outage_itself_is_no_lag() {
    tell(MASTER, NOON, 7, 7);
    tell(COPY, NOON, 7, 7);
    // Master and store are gone: the observer of the copy speaks on and can read nothing new.
    speak(COPY, NOON.plus(Duration.ofHours(3)));

    assertThat(at(NOON.plus(Duration.ofHours(3))))
        .isEqualTo(new Copy.Measured(Duration.ZERO, 7, 7, 0, 0));
  }

  @Test
  void with_the_master_dark_the_age_of_its_position_when_contact_was_lost_counts() {
    tell(MASTER, NOON, 7, 7);
    tell(COPY, NOON, 7, 7);
    // It spoke for another eight minutes, without being able to say where it was.
    speak(MASTER, NOON.plusSeconds(480));
    speak(COPY, NOON.plus(Duration.ofHours(3)));

    ReplicationLag lag = lag(NOON.plus(Duration.ofHours(3)));

    assertThat(lag.copy()).isEqualTo(new Copy.Measured(Duration.ofSeconds(480), 7, 7, 0, 0));
    assertThat(lag.beyond(false)).isTrue();
    assertThat(lag.text())
        .isEqualTo(
            "its copy of gateway is at version 7, the newest that was seen 8 min before its master"
                + " was heard last");
  }

  @Test
  void with_the_master_dark_what_it_published_last_counts_as_well() {
    tell(COPY, NOON, 7, 7);
    tell(MASTER, NOON.plusSeconds(420), 9, 9);
    speak(COPY, NOON.plus(Duration.ofHours(3)));

    assertThat(at(NOON.plus(Duration.ofHours(3))))
        .isEqualTo(new Copy.Measured(Duration.ofSeconds(420), 7, 9, 0, 0));
  }

  @Test
  void a_region_that_told_nothing_is_not_known() {
    tell(MASTER, NOON, 7, 7);
    speak(COPY, NOON);

    assertThat(at(NOON)).isEqualTo(new Copy.NotKnown("the observer of us-east has told nothing"));
    assertThat(lag(NOON).beyond(true)).isFalse();
  }

  @Test
  void a_silent_observer_whose_copy_was_in_step_is_not_known_once_there_is_more() {
    tell(COPY, NOON, 7, 7);
    tell(MASTER, NOON.plusSeconds(900), 8, 8);

    assertThat(at(NOON.plusSeconds(900)))
        .isEqualTo(
            new Copy.NotKnown(
                "version 8 came after us-east was heard last, at 2026-03-01T12:00:00Z"));
  }

  @Test
  void a_silent_observer_whose_copy_was_a_little_behind_is_not_known_any_more() {
    tell(COPY, NOON, 7, 7);
    tell(COPY, NOON.plusSeconds(30), 7, 8);
    tell(MASTER, NOON.plusSeconds(900), 8, 8);

    assertThat(at(NOON.plusSeconds(900)))
        .isEqualTo(
            new Copy.NotKnown(
                "it was at version 7 of 8 when us-east was heard last, at 2026-03-01T12:00:30Z"));
  }

  @Test
  void a_silent_observer_whose_copy_was_too_far_behind_is_as_far_behind_as_it_said() {
    tell(COPY, NOON, 7, 7);
    tell(COPY, NOON.plusSeconds(301), 7, 8);
    tell(MASTER, NOON.plusSeconds(900), 8, 8);

    assertThat(at(NOON.plusSeconds(900)))
        .isEqualTo(new Copy.Measured(Duration.ofSeconds(301), 7, 8, 2, 812));
  }

  @Test
  void what_is_forgotten_never_makes_a_lag_smaller_than_it_is() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Random random = new Random(seed);
      entries.clear();
      positions.clear();
      List<Instant> made = new ArrayList<>(List.of(NOON));
      int version = 1;
      Instant now = NOON;
      for (int step = 0; step < STEPS; step++) {
        now = now.plusSeconds(1 + random.nextInt(60));
        if (random.nextInt(3) == 0) {
          made.add(now.minusSeconds(1));
        }
        if (random.nextInt(8) == 0) {
          version += random.nextInt(made.size() - version + 1);
        }
        if (random.nextInt(4) == 0) {
          positions.remove(COPY);
        }
        int head = made.size();
        Instant shown = random.nextInt(8) == 0 ? null : made.get(version - 1);
        tell(MASTER, new CopySighting(now, head, head, made.getLast(), null, 0, 0));
        tell(COPY, new CopySighting(now, version, head, made.getLast(), shown, 1, 1));

        if (version < head && at(now) instanceof Copy.Measured measured) {
          assertThat(measured.lag())
              .as("seed %d, step %d", seed, step)
              .isGreaterThanOrEqualTo(Duration.between(made.get(version), now));
        }
      }
    }
  }

  @Test
  void services_without_replication_are_exempt() {
    tell(MASTER, NOON, 8, 8);
    tell(COPY, NOON, 0, 8);

    assertThat(CopyLags.of(fleet(Set.of()), entries, NOON)).isEmpty();
    assertThat(CopyLags.of(fleet(Set.of("orders")), entries, NOON).keySet())
        .extracting(where -> where.text())
        .containsExactly("deployment/orders/us-east");
  }

  private Copy at(Instant now) {
    return lag(now).copy();
  }

  private ReplicationLag lag(Instant now) {
    Fleet fleet = fleet(Set.of("orders"));
    ReplicatedSet set = Objects.requireNonNull(fleet.replicated().get("gateway"));
    return Objects.requireNonNull(CopyLags.of(fleet, set, entries, now).get(COPY));
  }

  /** An entry with what its observer saw now. */
  private void tell(String region, Instant at, long version, long head) {
    boolean behind = version < head;
    CopySighting seen =
        new CopySighting(
            at,
            version,
            head,
            NOON.minusSeconds(60),
            version == 0 ? null : NOON.minusSeconds(600),
            behind ? 2 : 0,
            behind ? 812 : 0);
    tell(region, seen);
  }

  private void tell(String region, CopySighting seen) {
    CopyPosition next = CopyPosition.next(positions.get(region), seen);
    if (next != null) {
      positions.put(region, next);
    }
    speak(region, seen.at());
  }

  /** An entry that repeats what was known of the copy. */
  private void speak(String region, Instant at) {
    SortedMap<String, CopyPosition> copies = new TreeMap<>();
    CopyPosition known = positions.get(region);
    if (known != null) {
      copies.put("gateway", known);
    }
    entries.put(
        region,
        new Observation(region, 1, "run", 1, at, "9f3c12", 1, false, "", new TreeMap<>(), copies));
  }

  private static Fleet fleet(Set<String> services) {
    Fleet demo = Blueprint.demo().fleet();
    TreeMap<String, ReplicatedSet> sets = new TreeMap<>();
    sets.put(
        "gateway",
        new ReplicatedSet(
            "gateway", MASTER, new TreeSet<>(List.of(COPY)), new TreeSet<>(services), FIVE, FIVE));
    return new Fleet(
        demo.name(),
        demo.mode(),
        demo.digest(),
        demo.probes(),
        demo.regions(),
        demo.services(),
        demo.safety(),
        sets);
  }
}
