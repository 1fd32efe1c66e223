package io.fairlead.local.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One floating address: listens on its addresses at every served port and passes each connection to
 * the node that holds it, at the same port.
 */
final class Relay implements AutoCloseable {
  private static final long ACCEPT_PAUSE_NANOS = 5_000_000;
  private static final int BACKLOG = 512;

  private static final Duration LET_GO = Duration.ofSeconds(1);

  private final Map<String, String> hosts;
  private final Duration connectTimeout;
  private final Semaphore free;
  private final List<ServerSocket> listeners = new ArrayList<>();
  private final List<Thread> acceptors = new ArrayList<>();
  private final Set<Splice> splices = ConcurrentHashMap.newKeySet();
  private volatile @Nullable String holder;

  /**
   * A relay that listens on nothing yet.
   *
   * @param hosts host of every node, by name
   * @param free connections that may still be opened, shared by all relays of an edge
   */
  Relay(Map<String, String> hosts, Duration connectTimeout, Semaphore free) {
    this.hosts = hosts;
    this.connectTimeout = connectTimeout;
    this.free = free;
  }

  /** Listens at one more address and port. */
  void listen(InetSocketAddress at) throws IOException {
    ServerSocket listener = new ServerSocket();
    listeners.add(listener);
    listener.bind(at, BACKLOG);
    acceptors.add(Thread.ofVirtual().name("relay-" + at).start(() -> accept(listener)));
  }

  /** Where it listens. */
  List<InetSocketAddress> addresses() {
    return listeners.stream()
        .map(l -> new InetSocketAddress(l.getInetAddress(), l.getLocalPort()))
        .toList();
  }

  /** Points it at a node, or at nothing; connections to any other node are cut at once. */
  void pointAt(@Nullable String node) {
    holder = node;
    splices.stream().filter(splice -> !splice.holder().equals(node)).forEach(Splice::reset);
  }

  @Override
  public void close() throws IOException {
    for (ServerSocket listener : listeners) {
      listener.close();
    }
    splices.forEach(Splice::reset);
    awaitAcceptors();
  }

  /** A port is free again only once the thread that accepts at it has let go. */
  private void awaitAcceptors() {
    try {
      for (Thread acceptor : acceptors) {
        acceptor.join(LET_GO);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept(ServerSocket listener) {
    while (!listener.isClosed()) {
      try {
        take(listener.accept(), listener.getLocalPort());
      } catch (IOException oneConnectionLost) {
        // Closed by us, or out of descriptors: the pause keeps the latter from spinning.
        LockSupport.parkNanos(ACCEPT_PAUSE_NANOS);
      }
    }
  }

  private void take(Socket client, int port) {
    String to = holder;
    if (to == null || !free.tryAcquire()) {
      new Splice(client, "").reset();
      return;
    }
    Splice splice = new Splice(client, to);
    splices.add(splice);
    Thread.ofVirtual().name("relay-connection").start(() -> run(splice, to, port));
  }

  private void run(Splice splice, String to, int port) {
    try {
      if (!to.equals(holder)) {
        // The address moved between accept and here, before this splice could be seen and cut.
        splice.reset();
        return;
      }
      splice.run(new InetSocketAddress(address(to), port), connectTimeout);
    } catch (UnknownHostException noSuchHost) {
      splice.reset();
    } finally {
      splices.remove(splice);
      free.release();
    }
  }

  private InetAddress address(String node) throws UnknownHostException {
    String host = hosts.get(node);
    if (host == null) {
      throw new UnknownHostException("node " + node);
    }
    return InetAddress.getByName(host);
  }
}
