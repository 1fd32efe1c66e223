package io.fairlead.wiring.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class VirtualThreadFanOutTest {
  @Test
  void two_answers_are_enough_while_the_third_call_hangs() {
    AtomicBoolean interrupted = new AtomicBoolean();
    try (VirtualThreadFanOut fanOut = new VirtualThreadFanOut()) {
      List<String> answers =
          fanOut.call(List.of(() -> "a", () -> hang(interrupted), () -> "c"), in -> in.size() >= 2);

      assertThat(answers).containsExactlyInAnyOrder("a", "c");
    }
    assertThat(interrupted).as("joined before the tick ends").isTrue();
  }

  @Test
  void a_late_call_may_finish_while_it_is_waited_for() {
    CountDownLatch go = new CountDownLatch(1);
    AtomicBoolean finished = new AtomicBoolean();
    VirtualThreadFanOut fanOut = new VirtualThreadFanOut();
    Supplier<String> late =
        () -> {
          await(go);
          finished.set(true);
          return "late";
        };
    fanOut.call(List.of(() -> "a", late), in -> !in.isEmpty());
    go.countDown();

    fanOut.join(Duration.ofSeconds(30));

    assertThat(finished).isTrue();
  }

  @Test
  void without_enough_every_answer_is_waited_for() {
    try (VirtualThreadFanOut fanOut = new VirtualThreadFanOut()) {
      assertThat(fanOut.call(List.<Supplier<Integer>>of(() -> 1, () -> 2, () -> 3), in -> false))
          .containsExactlyInAnyOrder(1, 2, 3);
    }
  }

  private static String hang(AtomicBoolean interrupted) {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.set(true);
      Thread.currentThread().interrupt();
    }
    return "never in time";
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
