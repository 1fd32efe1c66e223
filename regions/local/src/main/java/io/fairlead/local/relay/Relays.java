package io.fairlead.local.relay;

import io.fairlead.local.state.StateFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The floating addresses of an edge: who holds each, on disk before it takes effect. A new address
 * is on nothing.
 */
public final class Relays implements AutoCloseable {
  private final SortedMap<String, Relay> relays = new TreeMap<>();
  private final Map<String, String> hosts;
  private final RelayLimits limits;
  private final StateFile file;
  private final Semaphore free;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Holders holders;

  /**
   * Opens the addresses with the holders that the file remembers; nothing listens yet.
   *
   * @param names floating addresses by name
   * @param hosts host of every node, by name
   */
  public Relays(
      Iterable<String> names, Map<String, String> hosts, RelayLimits limits, StateFile file) {
    this.hosts = Map.copyOf(hosts);
    this.limits = limits;
    this.file = file;
    this.free = new Semaphore(limits.connections());
    this.holders = file.read().map(Holders::parse).orElse(Holders.NONE);
    for (String name : names) {
      Relay relay = new Relay(this.hosts, limits.connectTimeout(), free);
      relay.pointAt(holder(name));
      relays.put(name, relay);
    }
  }

  /** Makes an address listen at one more place. */
  public void listen(String name, InetSocketAddress at) throws IOException {
    Objects.requireNonNull(relays.get(name)).listen(at);
  }

  /** Names of the addresses. */
  public List<String> names() {
    return List.copyOf(relays.keySet());
  }

  /** Who holds an address; null = nothing does, or the node is no longer declared. */
  public @Nullable String holder(String name) {
    String node = holders.byAddress().get(name);
    return node != null && hosts.containsKey(node) ? node : null;
  }

  /** Where an address listens. */
  public List<InetSocketAddress> addresses(String name) {
    return Objects.requireNonNull(relays.get(name)).addresses();
  }

  /** Moves an address where its holder is the one expected; old connections are cut at once. */
  public MoveAnswer move(String name, MoveRequest request, Instant now) {
    Relay relay = relays.get(name);
    String to = request.to();
    if (relay == null) {
      return new MoveAnswer.Unknown("no floating address " + name + ", only " + names());
    }
    if (to != null && !hosts.containsKey(to)) {
      return new MoveAnswer.Unknown("no node " + to + ", only " + new TreeMap<>(hosts).keySet());
    }
    if (now.isAfter(request.notAfter())) {
      return new MoveAnswer.Expired();
    }
    lock.lock();
    try {
      return moveLocked(name, relay, request);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    for (Relay relay : relays.values()) {
      relay.close();
    }
  }

  private MoveAnswer moveLocked(String name, Relay relay, MoveRequest request) {
    String holder = holder(name);
    if (Objects.equals(holder, request.to())) {
      return new MoveAnswer.Moved();
    }
    if (!Objects.equals(holder, request.from())) {
      return new MoveAnswer.Conflict(holder, "the holder is not " + request.from());
    }
    if (holders.taken(name, request.step())) {
      return new MoveAnswer.Conflict(holder, "intent " + request.intent() + " was taken before");
    }
    Holders next = holders.with(name, request.to(), request.step());
    file.write(next.bytes());
    holders = next;
    relay.pointAt(request.to());
    return new MoveAnswer.Moved();
  }

  /** Connections open through all addresses now. */
  public int connections() {
    return limits.connections() - free.availablePermits();
  }
}
