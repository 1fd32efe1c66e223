package io.fairlead.wiring.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** No call of a tick goes on after it. */
class JoiningTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Duration CLEARING_UP = Duration.ofMillis(20);

  private final CountDownLatch never = new CountDownLatch(1);
  private final AtomicBoolean clear = new AtomicBoolean();

  @Test
  void a_call_that_is_given_up_has_ended_when_its_tick_goes_on() {
    Thread call = Thread.ofVirtual().start(this::call);

    assertThat(Joining.until(Instant.EPOCH, call, CLOCK)).isFalse();
    assertThat(clear).isTrue();
    assertThat(call.isAlive()).isFalse();
  }

  @Test
  void a_receiver_that_is_given_up_or_breaks_did_not_take_its_notices() {
    Instant now = CLOCK.instant();
    Invocation over = new Invocation(now, now);
    Invocation going = new Invocation(now, now.plusSeconds(30));
    Map<String, Boolean> took = new TreeMap<>();

    took.put("hangs", sent(new NoticesBeside(List.of((_, _) -> call()), over)));
    took.put("breaks", sent(new NoticesBeside(List.of((_, _) -> breaks()), going)));
    took.put("takes", sent(new NoticesBeside(List.of((_, _) -> {}), going)));

    assertThat(took)
        .containsEntry("hangs", false)
        .containsEntry("breaks", false)
        .containsEntry("takes", true);
  }

  private static boolean sent(NoticesBeside notices) {
    notices.send(List.of(), Instant.EPOCH);
    return notices.join(CLOCK);
  }

  private static void breaks() {
    throw new IllegalStateException("a receiver's defect");
  }

  /** Waits for what never comes; interrupted, it takes a moment to end. */
  private void call() {
    try {
      never.await();
    } catch (InterruptedException _) {
      LockSupport.parkNanos(CLEARING_UP.toNanos());
      clear.set(true);
    }
  }
}
