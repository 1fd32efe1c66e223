package io.fairlead.contract.artifact;

import io.fairlead.contract.Struck;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Several processes over one store, whose calls come one at a time in an order that a seed chooses;
 * some are killed before a call.
 */
final class Turns {
  /** Calls of one process in a row, on average. */
  private static final int STRETCH = 6;

  private final Random random;
  private final List<Actor> actors = new ArrayList<>();
  private final AtomicInteger kills = new AtomicInteger();

  Turns(long seed) {
    this.random = new Random(seed);
  }

  /** A process: what it does, and when it is killed. */
  private static final class Actor {
    private final Runnable work;
    private final int killedAt;
    private final Semaphore turn = new Semaphore(0);
    private final Semaphore waits = new Semaphore(0);
    private volatile boolean ended;
    private int calls;

    private Actor(Runnable work, int killedAt) {
      this.work = work;
      this.killedAt = killedAt;
    }

    private void await() {
      waits.release();
      turn.acquireUninterruptibly();
      if (++calls == killedAt) {
        throw new Struck.Killed();
      }
    }
  }

  /** Work over a port, whose calls wait for their turns. */
  interface Work<P> {
    void over(P port) throws Exception;
  }

  /**
   * Another process.
   *
   * @param mortal whether it may be killed
   */
  <P> void add(Class<P> type, P port, boolean mortal, Work<P> work) {
    Actor[] self = new Actor[1];
    P turned =
        type.cast(
            Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> {
                  self[0].await();
                  try {
                    return method.invoke(port, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                }));
    int killedAt = mortal && random.nextInt(3) == 0 ? 1 + random.nextInt(25) : 0;
    self[0] =
        new Actor(
            () -> {
              try {
                work.over(turned);
              } catch (Struck.Killed _) {
                kills.incrementAndGet();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            },
            killedAt);
    actors.add(self[0]);
  }

  /** How many were killed. */
  int kills() {
    return kills.get();
  }

  /** Lets all of them run to their ends. */
  void run() throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> ends = new ArrayList<>();
      for (Actor actor : actors) {
        ends.add(
            threads.submit(
                () -> {
                  try {
                    actor.work.run();
                  } finally {
                    actor.ended = true;
                    actor.waits.release();
                  }
                }));
      }
      List<Actor> alive = new ArrayList<>(actors);
      // Each is at its next call, or at its end, before one is chosen.
      for (Actor actor : actors) {
        actor.waits.acquire();
      }
      alive.removeIf(actor -> actor.ended);
      Actor next = null;
      while (!alive.isEmpty()) {
        // Long stretches of one find more than calls that alternate.
        if (next == null || next.ended || random.nextInt(STRETCH) == 0) {
          next = alive.get(random.nextInt(alive.size()));
        }
        next.turn.release();
        next.waits.acquire();
        alive.removeIf(actor -> actor.ended);
      }
      for (Future<?> end : ends) {
        end.get();
      }
    }
  }
}
