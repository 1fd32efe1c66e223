package io.fairlead.lambda;

import io.fairlead.wiring.function.Invocation;
import io.fairlead.wiring.function.Joining;
import io.fairlead.wiring.function.TickLine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queues the next ticks beside this one, which does not wait for it. */
final class QueueBeside {
  private final Thread thread;
  private volatile TickQueue.@Nullable Sent sent;

  /** Starts to queue. */
  QueueBeside(TickQueue queue, List<Instant> slots, Invocation invocation) {
    this.thread =
        Thread.ofVirtual().name("queue").start(() -> sent = queue.send(slots, invocation));
  }

  /** Waits for its end, at most as long as the invocation lasts, and tells the line of it. */
  void join(TickLine line, Invocation invocation, InstantSource clock) {
    Joining.until(invocation.until(), thread, clock);
    TickQueue.Sent end = sent;
    line.queued(end == null ? 0 : end.taken())
        .told("queueTrouble", end == null ? "the queue did not answer in time" : end.trouble());
  }
}
