package io.fairlead.gateway.held;

import io.fairlead.health.ProbeTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps idle connections on one thread and tells which were cut. */
public final class HeldLoop implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final int SCRATCH_BYTES = 4096;

  private final Consumer<SortedSet<ProbeTarget>> cut;
  private final int limit;
  private final Selector selector;
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
  private final Map<Endpoint, HeldConnection> held = new HashMap<>();
  private final Pauses pauses = new Pauses();
  private final AtomicReference<@Nullable SortedMap<Endpoint, SortedSet<ProbeTarget>>> next =
      new AtomicReference<>();
  private SortedMap<Endpoint, SortedSet<ProbeTarget>> wanted = new TreeMap<>();
  private final Thread thread;
  private volatile int open;
  private volatile boolean closed;

  /**
   * Starts the thread.
   *
   * @param cut called on it with the targets of each connection that was cut; must not block
   * @param limit connections held at most
   */
  public HeldLoop(Consumer<SortedSet<ProbeTarget>> cut, int limit) {
    this.cut = cut;
    this.limit = limit;
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException("no selector for held connections", e);
    }
    thread = Thread.ofPlatform().daemon().name("held-connections").start(this::turn);
  }

  /** Holds these endpoints from now on, each for its targets. */
  public void hold(SortedMap<Endpoint, SortedSet<ProbeTarget>> endpoints) {
    next.set(endpoints);
    selector.wakeup();
  }

  /** Connections open now. */
  public int open() {
    return open;
  }

  private void turn() {
    try (selector) {
      while (!closed) {
        SortedMap<Endpoint, SortedSet<ProbeTarget>> changed = next.getAndSet(null);
        if (changed != null) {
          adopt(changed);
        }
        open = (int) held.values().stream().filter(HeldConnection::connected).count();
        selector.select(this::ready);
      }
      held.values().forEach(HeldConnection::close);
      open = 0;
    } catch (IOException e) {
      throw new UncheckedIOException("the selector of held connections failed", e);
    }
  }

  private void adopt(SortedMap<Endpoint, SortedSet<ProbeTarget>> changed) {
    wanted = changed;
    long now = System.nanoTime();
    for (HeldConnection connection : List.copyOf(held.values())) {
      boolean stuck =
          !connection.connected() && now - connection.openedAt() > CONNECT_LIMIT.toNanos();
      if (stuck || !wanted.containsKey(connection.endpoint())) {
        held.remove(connection.endpoint());
        connection.close();
      }
    }
    pauses.forgetOld(now);
    for (Endpoint endpoint : wanted.keySet()) {
      if (held.size() < limit && !held.containsKey(endpoint) && pauses.over(endpoint, now)) {
        connect(endpoint);
      }
    }
  }

  private void connect(Endpoint endpoint) {
    try {
      held.put(endpoint, HeldConnection.open(endpoint, selector));
    } catch (IOException | RuntimeException _) {
      // Not being able to hold a connection says nothing; the probes go on without it.
    }
  }

  private void ready(SelectionKey key) {
    HeldConnection connection = (HeldConnection) key.attachment();
    boolean opened = connection.connected();
    if (connection.stands(key, scratch)) {
      return;
    }
    connection.close();
    held.remove(connection.endpoint());
    if (opened) {
      long now = System.nanoTime();
      pauses.cut(connection.endpoint(), now, now - connection.openedAt());
      SortedSet<ProbeTarget> targets = wanted.get(connection.endpoint());
      if (targets != null) {
        cut.accept(targets);
      }
    }
  }

  /** Closes every connection without telling, and joins the thread. */
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
