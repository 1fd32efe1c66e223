package io.fairlead.wiring.function;

import io.fairlead.port.Notifier;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends notices beside a tick, which never waits for them, and joins them before it returns. */
final class NoticesBeside implements Notifier {
  private final List<Notifier> receivers;
  private final Invocation invocation;
  private final List<Thread> sending = new ArrayList<>();
  private final AtomicInteger ended = new AtomicInteger();

  NoticesBeside(List<Notifier> receivers, Invocation invocation) {
    this.receivers = List.copyOf(receivers);
    this.invocation = invocation;
  }

  @Override
  public void send(List<Notice> notices, Instant deadline) {
    for (Notifier receiver : receivers) {
      sending.add(
          Thread.ofVirtual()
              .name("notices")
              .start(
                  () -> {
                    receiver.send(notices, invocation.until());
                    ended.incrementAndGet();
                  }));
    }
  }

  /**
   * Waits until all are sent; what is not by the end of the invocation is given up.
   *
   * @return whether every receiver was done in time
   */
  boolean join(InstantSource clock) {
    boolean all = true;
    for (Thread thread : sending) {
      all &= Joining.until(invocation.until(), thread, clock);
    }
    return all && ended.get() == sending.size();
  }
}
