package io.fairlead.gateway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimingWheelTest {
  private static final long MILLI = 1_000_000;

  private final List<String> fired = new ArrayList<>();
  private final TimingWheel wheel = new TimingWheel(-7 * MILLI);

  private TimingWheel.Timer timer(String name) {
    return new TimingWheel.Timer(() -> fired.add(name));
  }

  @Test
  void fires_in_order_of_time_and_never_early() {
    wheel.arm(timer("late"), 9 * MILLI);
    wheel.arm(timer("soon"), 2 * MILLI + 1);

    wheel.advance(2 * MILLI);
    assertThat(fired).isEmpty();
    wheel.advance(3 * MILLI);
    assertThat(fired).containsExactly("soon");
    wheel.advance(20 * MILLI);
    assertThat(fired).containsExactly("soon", "late");
  }

  @Test
  void far_timer_outlives_turns_of_the_wheel() {
    wheel.arm(timer("far"), 10_000 * MILLI);

    wheel.advance(5_000 * MILLI);
    wheel.advance(9_999 * MILLI);
    assertThat(fired).isEmpty();
    wheel.advance(10_000 * MILLI);
    assertThat(fired).containsExactly("far");
  }

  @Test
  void long_stop_fires_everything_once() {
    for (int i = 0; i < 5000; i++) {
      wheel.arm(timer("t"), i * MILLI);
    }
    wheel.advance(1_000_000 * MILLI);

    assertThat(fired).hasSize(5000);
    assertThat(wheel.untilNext(1_000_000 * MILLI)).isNegative();
  }

  @Test
  void timer_may_cancel_another_that_is_due_and_arm_itself_again() {
    TimingWheel.Timer victim = timer("victim");
    wheel.arm(new TimingWheel.Timer(() -> wheel.cancel(victim)), MILLI);
    wheel.arm(victim, MILLI);
    wheel.advance(5 * MILLI);

    assertThat(fired).isEmpty();
    wheel.arm(victim, 6 * MILLI);
    wheel.advance(6 * MILLI);
    assertThat(fired).containsExactly("victim");
  }

  @Test
  void wait_ends_at_the_next_timer() {
    wheel.arm(timer("t"), 30 * MILLI);

    assertThat(wheel.untilNext(10 * MILLI)).isEqualTo(20 * MILLI);
    assertThat(wheel.untilNext(40 * MILLI)).isZero();
  }

  @Test
  void random_arming_and_cancelling_agrees_with_a_plain_list() {
    long seed = Long.getLong("fairlead.seed", System.nanoTime());
    Random random = new Random(seed);
    List<TimingWheel.Timer> timers = new ArrayList<>();
    long[] due = new long[200];
    int[] count = new int[200];
    for (int i = 0; i < 200; i++) {
      int index = i;
      timers.add(new TimingWheel.Timer(() -> count[index]++));
      due[i] = -1;
    }
    long now = 0;
    for (int step = 0; step < 2_000; step++) {
      int i = random.nextInt(200);
      if (random.nextInt(3) == 0) {
        wheel.cancel(timers.get(i));
        due[i] = -1;
      } else if (due[i] < 0) {
        due[i] = now + (1 + random.nextInt(9000)) * MILLI;
        wheel.arm(timers.get(i), due[i]);
      }
      now += random.nextInt(40) * MILLI;
      wheel.advance(now);
      for (int k = 0; k < 200; k++) {
        int expected = due[k] >= 0 && due[k] <= now ? 1 : 0;
        assertThat(count[k]).as("seed %d step %d timer %d", seed, step, k).isEqualTo(expected);
        if (expected == 1) {
          count[k] = 0;
          due[k] = -1;
        }
      }
    }
  }
}
