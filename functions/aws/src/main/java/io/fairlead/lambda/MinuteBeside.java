package io.fairlead.lambda;

import io.fairlead.aws.flag.S3Canary;
import io.fairlead.wiring.function.Invocation;
import io.fairlead.wiring.function.Joining;
import io.fairlead.wiring.function.TickLine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the scheduled run does beside its tick, which does not wait for it: it queues the next ticks
 * and exercises the canary flag.
 */
final class MinuteBeside {
  private final @Nullable QueueBeside queue;
  private final Invocation invocation;
  private @Nullable Thread canary;
  private volatile String trouble = "it did not end in time";

  MinuteBeside(@Nullable TickQueue queue, List<Instant> slots, Invocation invocation) {
    this.queue = queue == null ? null : new QueueBeside(queue, slots, invocation);
    this.invocation = invocation;
  }

  /** Starts to exercise a canary. */
  MinuteBeside exercise(S3Canary flag) {
    canary =
        Thread.ofVirtual()
            .name("canary")
            .start(() -> trouble = flag.exercise(invocation.until()).orElse(""));
    return this;
  }

  /** Waits for its end, at most as long as the invocation lasts, and tells the line of it. */
  void join(TickLine line, InstantSource clock) {
    if (queue != null) {
      queue.join(line, invocation, clock);
    }
    Thread exercising = canary;
    if (exercising != null) {
      Joining.until(invocation.until(), exercising, clock);
    }
  }

  /** Why the canary could not be made anew; empty = it could, or there is none to make. */
  String canaryTrouble() {
    return canary == null ? "" : trouble;
  }
}
