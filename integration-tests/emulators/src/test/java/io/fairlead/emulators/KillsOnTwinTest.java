package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.emulators.world.AwsPlace;
import io.fairlead.emulators.world.Course;
import io.fairlead.emulators.world.Courses;
import io.fairlead.emulators.world.Kills;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The function and the operator's commands are killed at their calls on AWS, and their calls are
 * doubled, lost and late: it always ends as it should. Here some of all runs; {@code
 * integration-tests/full aws-kills} plays every one.
 */
@Execution(ExecutionMode.CONCURRENT)
class KillsOnTwinTest {
  private static final int EVERY = Integer.getInteger("fairlead.kills.every", 307);

  /** No multiple of the number of faults, so that calls meet different ones. */
  private static final int EVERY_CHANGE = 11;

  @ParameterizedTest
  @MethodSource("courses")
  void a_fault_at_any_call_of_a_decision_path_ends_as_it_should(Course course) throws IOException {
    try (AwsPlace place = new AwsPlace()) {
      Kills.Result result = new Kills(place, course).run(EVERY, Math.min(EVERY, EVERY_CHANGE));
      System.out.println(
          "kills on AWS, %s: %d calls, %d runs, %d failures"
              .formatted(course.name(), result.calls(), result.runs(), result.failures().size()));

      assertThat(result.runs()).isPositive();
      assertThat(result.failures()).isEmpty();
    }
  }

  private static Stream<Course> courses() {
    return Courses.all().stream();
  }
}
