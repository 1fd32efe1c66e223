package io.fairlead.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.journal.OperatorVerbs;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeedsTest {
  private static final Duration SHORT = Duration.ofHours(6);

  /** Sets and maps of {@code java.util} that keep no order have one of their own in each JVM. */
  @Test
  void the_same_seed_gives_the_same_trace_here_and_in_another_jvm() throws Exception {
    SeedResult once = SeedResult.of(2, SHORT, true);
    SeedResult again = SeedResult.of(2, SHORT, true);

    assertThat(again).isEqualTo(once);
    assertThat(PlayedElsewhere.of(2, SHORT)).isEqualTo(once.toString());
    assertThat(once.faults()).isPositive();
  }

  @Test
  void another_seed_gives_another_trace() {
    assertThat(SeedResult.of(3, SHORT, true).hash())
        .isNotEqualTo(SeedResult.of(2, SHORT, true).hash());
  }

  @Test
  void a_world_without_faults_changes_nothing() {
    SeedResult calm = SeedResult.of(20, Duration.ofDays(30), true);

    assertThat(calm.failure()).isEmpty();
    assertThat(calm.faults()).isZero();
  }

  @Test
  void leaping_over_quiet_time_changes_nothing_of_what_happens() {
    World leaping = played(true);
    World living = played(false);

    assertThat(leaping.leapt()).isGreaterThan(Duration.ofHours(1).toSeconds());
    assertThat(living.leapt()).isZero();
    assertThat(leaping.trace().tail(Integer.MAX_VALUE))
        .isEqualTo(living.trace().tail(Integer.MAX_VALUE));
    assertThat(leaping.trace().hash()).isEqualTo(living.trace().hash());
  }

  /** An afternoon with an outage, a drain, a late write and long pauses. */
  private static World played(boolean leaps) {
    World world = new World(new Setting(SimFleet.threeRegions(), 1, true), leaps);
    Settled.await(world, 60);
    world.run(Duration.ofMinutes(25));
    world.ground().dark.add("us-east");
    world.run(Duration.ofMinutes(25));
    world.ground().heal();
    world.run(Duration.ofMinutes(30));
    world.operate((state, note) -> OperatorVerbs.drain(state, "region/eu-north", note));
    world.run(Duration.ofMinutes(20));
    world.operate((state, note) -> OperatorVerbs.undrain(state, "region/eu-north", note));
    world.ground().node("eu-west", "gw-1", Ground.NodeState.HANGS);
    world.run(Duration.ofMinutes(30));
    return world;
  }

  /** Versions come and copies stop by chance beside everything else. */
  @ParameterizedTest
  @ValueSource(strings = {"copies seed 2 for 6 h", "copies seed 3 for 6 h"})
  void a_region_beyond_its_lag_bound_gets_no_new_share_whatever_happens(String course) {
    assertThat(Courses.play(course)).isNull();
  }

  /** Seeds that failed once; what they found is mended, and they are replayed for ever. */
  @ParameterizedTest
  @CsvFileSource(resources = "kept-seeds.csv", numLinesToSkip = 1)
  void a_kept_seed_holds(long seed, int days, String found) {
    assertThat(List.of(found)).doesNotContain("");
    assertThat(SeedResult.of(seed, Duration.ofDays(days), true).failure()).isEmpty();
  }
}
