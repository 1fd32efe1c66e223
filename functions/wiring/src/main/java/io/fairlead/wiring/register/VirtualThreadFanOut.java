package io.fairlead.wiring.register;

import io.fairlead.quorum.FanOut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A virtual thread for each call. Late calls go on until {@link #join(Duration)}, which every tick
 * calls before it ends.
 */
public final class VirtualThreadFanOut implements FanOut, AutoCloseable {
  private static final Duration BACK_OFF_STEP = Duration.ofMillis(10);

  private final Queue<Thread> started = new ConcurrentLinkedQueue<>();

  @Override
  public <T> List<T> call(List<Supplier<T>> calls, Predicate<List<T>> enough) {
    BlockingQueue<FutureTask<T>> ended = new LinkedBlockingQueue<>();
    calls.forEach(call -> start(call, ended));
    List<T> answers = new ArrayList<>();
    try {
      while (answers.size() < calls.size() && !enough.test(List.copyOf(answers))) {
        answers.add(ended.take().resultNow());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return answers;
  }

  /** Sleeps a random time of up to 10 ms, 20 ms, 40 ms and so on. */
  @Override
  public void backOff(int round) {
    long most = BACK_OFF_STEP.toMillis() << Math.min(round, 6);
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(most));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for late calls, then gives up those that are still under way and waits for their end. */
  public void join(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    List<Thread> late = new ArrayList<>();
    for (Thread next = started.poll(); next != null; next = started.poll()) {
      late.add(next);
    }
    try {
      for (Thread thread : late) {
        if (!thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
          thread.interrupt();
        }
      }
      for (Thread thread : late) {
        thread.join();
      }
    } catch (InterruptedException e) {
      late.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    join(Duration.ZERO);
  }

  private <T> void start(Supplier<T> call, BlockingQueue<FutureTask<T>> ended) {
    FutureTask<T> task =
        new FutureTask<>(call::get) {
          @Override
          protected void done() {
            ended.add(this);
          }
        };
    started.removeIf(thread -> !thread.isAlive());
    started.add(Thread.ofVirtual().name("cell").start(task));
  }
}
