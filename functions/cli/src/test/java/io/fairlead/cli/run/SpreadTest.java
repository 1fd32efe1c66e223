package io.fairlead.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cli.run.Pulse.Beat;
import io.fairlead.health.ProbeTarget;
import io.fairlead.health.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A large fleet's targets leave in parts, evenly over the interval, by a clock of the test's. */
class SpreadTest {
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration AGAIN = Duration.ofMillis(100);

  private Instant now = Instant.ofEpochMilli(1_800_000_000_123L);

  @Test
  void a_small_fleet_has_one_part_and_a_large_one_as_many_as_the_interval_admits() {
    assertThat(Spread.over(targets(0), INTERVAL).parts()).isEqualTo(1);
    assertThat(Spread.over(targets(Spread.PART), INTERVAL).parts()).isEqualTo(1);
    assertThat(Spread.over(targets(Spread.PART + 1), INTERVAL).parts()).isEqualTo(2);
    assertThat(Spread.over(targets(5000), INTERVAL).parts()).isEqualTo(79);
    assertThat(Spread.over(targets(5000), Duration.ofSeconds(2)).parts()).isEqualTo(20);
    assertThat(Spread.over(targets(5000), Duration.ofMillis(50)).parts()).isEqualTo(1);
  }

  @Test
  void every_target_leaves_once_an_interval_at_a_phase_of_its_own_part() throws Exception {
    Spread spread = Spread.over(targets(5000), INTERVAL);
    Pulse pulse = pulse(spread.parts());
    Beat.Interval first = due(pulse);
    assertThat(first.whole()).as("everything at once when a run starts").isTrue();

    for (int round = 0; round < 3; round++) {
      SortedSet<ProbeTarget> probed = new TreeSet<>();
      List<Long> phases = new ArrayList<>();
      List<Boolean> ends = new ArrayList<>();
      for (int i = 0; i < spread.parts(); i++) {
        Beat.Interval beat = next(pulse, spread.parts());
        SortedSet<ProbeTarget> due = spread.due(beat);
        assertThat(beat.count()).isEqualTo(1);
        assertThat(due).hasSizeBetween(1, Spread.PART).noneMatch(probed::contains);
        probed.addAll(due);
        phases.add(Math.floorMod(now.toEpochMilli(), INTERVAL.toMillis()));
        ends.add(beat.ends());
      }
      assertThat(probed).isEqualTo(targets(5000));
      assertThat(phases).doesNotHaveDuplicates();
      assertThat(gaps(phases)).allMatch(gap -> gap <= 127);
      assertThat(ends).containsOnlyOnce(true);
    }
  }

  @Test
  void what_a_long_tick_passed_over_is_made_up_for_once() throws Exception {
    Spread spread = new Spread(targets(40), 4);
    Pulse pulse = pulse(4);
    due(pulse);
    Beat.Interval one = next(pulse, 4);

    now = now.plusMillis(7500);
    Beat.Interval three = due(pulse);
    assertThat(three.count()).isEqualTo(3);
    assertThat(spread.due(three)).hasSize(30).doesNotContainAnyElementsOf(spread.due(one));

    now = now.plus(INTERVAL.multipliedBy(5));
    assertThat(due(pulse).whole()).isTrue();
    assertThat(pulse.await(Duration.ofMillis(1), true)).isInstanceOf(Beat.Again.class);
  }

  @Test
  void a_clock_that_is_set_back_stops_nothing() throws Exception {
    Pulse pulse = pulse(4);
    due(pulse);

    now = now.minus(Duration.ofHours(1));

    assertThat(due(pulse).count()).isEqualTo(1);
  }

  /** Goes on to the next point of the interval and no further. */
  private Beat.Interval next(Pulse pulse, int parts) throws InterruptedException {
    for (int i = 0; i <= INTERVAL.toMillis() / parts + 1; i++) {
      now = now.plusMillis(1);
      if (pulse.await(Duration.ZERO, true) instanceof Beat.Interval beat) {
        return beat;
      }
    }
    throw new AssertionError("nothing was due within a part of the interval");
  }

  private Beat.Interval due(Pulse pulse) throws InterruptedException {
    return (Beat.Interval) pulse.await(AGAIN, false);
  }

  private Pulse pulse(int parts) {
    return new Pulse(() -> now, INTERVAL, new Pulse.Place(1, 3), parts);
  }

  /** Milliseconds between neighbours on the circle of the interval. */
  private static List<Long> gaps(List<Long> phases) {
    List<Long> sorted = phases.stream().sorted().toList();
    List<Long> gaps = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      long next = i + 1 < sorted.size() ? sorted.get(i + 1) : sorted.getFirst() + 10_000;
      gaps.add(next - sorted.get(i));
    }
    return gaps;
  }

  private static SortedSet<ProbeTarget> targets(int count) {
    SortedSet<ProbeTarget> targets = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      targets.add(new ProbeTarget(new Subject.OfNode("eu-west", "gw-" + i), "ready"));
    }
    return targets;
  }
}
