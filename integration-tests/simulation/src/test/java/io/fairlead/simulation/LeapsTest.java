package io.fairlead.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hours with incidents and faults at port calls, with leaps and tick by tick: the same happens. */
class LeapsTest {
  private static final Duration TIME = Duration.ofHours(5);

  /** The hash of a plan covers its evidence, which tells how often something was tried since. */
  private static final Pattern PLAN = Pattern.compile("-[0-9a-f]{8} ");

  @ParameterizedTest
  @ValueSource(longs = {2, 4, 6, 7})
  void leaping_over_quiet_time_changes_nothing_of_what_happens(long seed) {
    World leaping = played(seed, true);
    World living = played(seed, false);

    assertThat(leaping.leapt()).isGreaterThan(Duration.ofHours(3).toSeconds());
    assertThat(living.leapt()).isZero();
    assertThat(told(leaping)).isEqualTo(told(living));
    assertThat(leaping.audit().effects()).isEqualTo(living.audit().effects()).isPositive();
    assertThat(leaping.zones().all()).isEqualTo(living.zones().all());
    assertThat(leaping.ground().picture()).isEqualTo(living.ground().picture());
  }

  private static String told(World world) {
    return PLAN.matcher(world.trace().tail(Integer.MAX_VALUE)).replaceAll(" ");
  }

  private static World played(long seed, boolean leaps) {
    World world = new World(new Setting(SimFleet.fourRegions(), seed, seed % 2 == 0), leaps);
    new Chaos(world).run(TIME);
    return world;
  }
}
