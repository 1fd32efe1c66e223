package io.fairlead.wiring.local;

import io.fairlead.quorum.FanOut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Calls cells from virtual threads and goes on as soon as enough have answered. Late calls end by
 * their own timeout; {@link #close} waits for them.
 */
final class CellFanOut implements FanOut, AutoCloseable {
  private static final long FIRST_WAIT_MILLIS = 15;
  private static final int MOST_DOUBLINGS = 5;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @Override
  public <T> List<T> call(List<Supplier<T>> calls, Predicate<List<T>> enough) {
    BlockingQueue<T> arriving = new LinkedBlockingQueue<>();
    calls.forEach(call -> threads.execute(() -> arriving.add(call.get())));
    List<T> answers = new ArrayList<>();
    try {
      while (answers.size() < calls.size() && !enough.test(answers)) {
        answers.add(arriving.take());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return answers;
  }

  @Override
  public void backOff(int round) {
    long most = FIRST_WAIT_MILLIS << Math.min(round, MOST_DOUBLINGS);
    LockSupport.parkNanos(
        Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, most + 1)).toNanos());
  }

  @Override
  public void close() {
    threads.close();
  }
}
