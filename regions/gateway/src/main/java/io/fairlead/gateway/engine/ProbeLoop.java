package io.fairlead.gateway.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/** One thread, one selector, many attempts. What is not said to be safe is for its thread only. */
final class ProbeLoop implements AutoCloseable {
  private static final int SCRATCH_BYTES = 16_384;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Shared shared;
  private final int maxOpen;
  private final Selector selector;
  private final TimingWheel wheel = new TimingWheel(System.nanoTime());
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
  private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
  private final ArrayDeque<Attempt> confirming = new ArrayDeque<>();
  private final ArrayDeque<Attempt> waiting = new ArrayDeque<>();
  private final Thread thread;
  private final Set<ProbeRun> runs = new HashSet<>();
  private int open;
  private volatile boolean closed;
  private volatile boolean stopped;

  /**
   * What loops have in common.
   *
   * @param sums runs handshakes' tasks
   */
  record Shared(
      InstantSource clock,
      Preparer preparer,
      Executor sums,
      SourcePorts sources,
      Problems problems) {}

  /**
   * Starts a loop.
   *
   * @param maxOpen connections open at a time; further attempts wait
   */
  ProbeLoop(Shared shared, int maxOpen, String name) {
    this.shared = shared;
    this.maxOpen = maxOpen;
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException("no selector for the prober", e);
    }
    thread = Thread.ofPlatform().daemon().name(name).start(this::turn);
  }

  InstantSource clock() {
    return shared.clock();
  }

  Preparer preparation() {
    return shared.preparer();
  }

  Executor sums() {
    return shared.sums();
  }

  SourcePorts sources() {
    return shared.sources();
  }

  TimingWheel wheel() {
    return wheel;
  }

  /** A buffer for what is read and used at once. */
  ByteBuffer scratch() {
    return scratch;
  }

  void problem(String detail) {
    shared.problems().add(detail);
  }

  /** Runs something on the loop's thread, soon; safe from any thread. */
  void execute(Runnable action) {
    inbox.add(action);
    if (stopped) {
      // The thread is past its last look into the inbox; whoever came too late looks for it.
      drain();
    } else if (!Thread.currentThread().equals(thread)) {
      selector.wakeup();
    }
  }

  /** Takes a probe in and starts it; gives it up at once when the loop has stopped. */
  void begin(ProbeRun run, long giveUpAt) {
    if (stopped) {
      run.giveUp();
    } else {
      runs.add(run);
      run.start(giveUpAt);
    }
  }

  /** A probe has reported. */
  void done(ProbeRun run) {
    runs.remove(run);
  }

  /** Starts a first attempt now or when there is room. */
  void admit(Attempt attempt) {
    if (open < maxOpen) {
      enter(attempt);
    } else {
      waiting.add(attempt);
    }
  }

  /** Starts a further attempt of a probe under way, before any that has not begun. */
  void admitConfirming(Attempt attempt) {
    if (open < maxOpen) {
      enter(attempt);
    } else {
      confirming.add(attempt);
    }
  }

  /** An attempt that had entered has closed. */
  void left() {
    open--;
  }

  SelectionKey register(SocketChannel channel, int operations, Attempt attempt) throws IOException {
    return channel.register(selector, operations, attempt);
  }

  private void enter(Attempt attempt) {
    open++;
    attempt.start();
  }

  private void turn() {
    try (selector) {
      while (!closed) {
        drain();
        wheel.advance(System.nanoTime());
        fill(confirming);
        fill(waiting);
        select();
      }
      List.copyOf(runs).forEach(ProbeRun::giveUp);
      stopped = true;
      drain();
    } catch (IOException e) {
      throw new UncheckedIOException("the prober's selector failed", e);
    }
  }

  private void drain() {
    Runnable next = inbox.poll();
    for (; next != null; next = inbox.poll()) {
      next.run();
    }
  }

  private void fill(ArrayDeque<Attempt> queue) {
    while (open < maxOpen && !queue.isEmpty()) {
      Attempt next = queue.removeFirst();
      if (!next.ended()) {
        enter(next);
      }
    }
  }

  private void select() throws IOException {
    long wait = wheel.untilNext(System.nanoTime());
    if (!inbox.isEmpty() || wait == 0) {
      selector.selectNow(ProbeLoop::ready);
    } else if (wait < 0) {
      selector.select(ProbeLoop::ready);
    } else {
      selector.select(ProbeLoop::ready, Math.ceilDiv(wait, NANOS_PER_MILLI));
    }
  }

  private static void ready(SelectionKey key) {
    ((Attempt) key.attachment()).ready();
  }

  /** Gives up what is under way, stops and joins the thread. */
  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
