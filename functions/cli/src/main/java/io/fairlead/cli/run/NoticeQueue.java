package io.fairlead.cli.run;

import io.fairlead.port.Notifier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Sends notices from a thread of its own, so that a webhook that is dead or slow delays no tick.
 * One that stays dead loses notices beyond {@link #MOST} batches, and says so.
 */
final class NoticeQueue implements Notifier, AutoCloseable {
  /** Batches that wait at most; a batch is what one tick tells. */
  static final int MOST = 256;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final LinkedBlockingQueue<List<Notice>> waiting = new LinkedBlockingQueue<>(MOST);
  private final Notifier notifier;
  private final InstantSource clock;
  private final Consumer<String> failures;
  private final Thread thread;
  private volatile boolean closed;

  /** A queue in front of one receiver. */
  NoticeQueue(Notifier notifier, InstantSource clock, Consumer<String> failures) {
    this.notifier = notifier;
    this.clock = clock;
    this.failures = failures;
    this.thread = Thread.ofVirtual().name("notices").start(this::deliver);
  }

  @Override
  public void send(List<Notice> notices, Instant deadline) {
    if (!waiting.offer(List.copyOf(notices))) {
      failures.accept(notices.size() + " notices are lost: " + MOST + " batches wait already");
    }
  }

  private void deliver() {
    try {
      while (!closed || !waiting.isEmpty()) {
        notifier.send(waiting.take(), clock.instant().plus(PATIENCE));
      }
    } catch (InterruptedException _) {
      // The process ends; what still waited is in the register's history.
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      if (waiting.isEmpty() || !thread.join(FAREWELL)) {
        thread.interrupt();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
