package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.emulators.world.AwsPlace;
import io.fairlead.emulators.world.Course;
import io.fairlead.emulators.world.Kills;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The function is killed at its calls on AWS, and its calls are doubled and lost: it always ends as
 * it should. Here a few calls of each course are struck; {@code -Dfairlead.kills.every=1} strikes
 * all.
 */
class KillsOnTwinTest {
  private static final int EVERY = Integer.getInteger("fairlead.kills.every", 101);

  @ParameterizedTest
  @EnumSource(Course.class)
  void a_fault_at_any_call_of_a_decision_path_ends_as_it_should(Course course) throws IOException {
    try (AwsPlace place = new AwsPlace()) {
      Kills.Result result = new Kills(place, course).run(EVERY);

      assertThat(result.runs()).isPositive();
      assertThat(result.failures()).isEmpty();
    }
  }
}
