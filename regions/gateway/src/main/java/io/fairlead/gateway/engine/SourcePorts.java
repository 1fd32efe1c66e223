package io.fairlead.gateway.engine;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Source ports of connections from a given address that leave TIME_WAIT behind. A port that the
 * system chooses before it knows the target must be free of all connections of the address; one
 * that is named, with {@code SO_REUSEADDR}, only of those to the same target. Safe for any number
 * of threads.
 */
final class SourcePorts {
  /** The dynamic ports of RFC 6335 §6. */
  private static final int FIRST = 49_152;

  private static final int COUNT = 65_536 - FIRST;

  /** Ports tried before the choice is left to the system. */
  private static final int TRIES = 4;

  private final int first;
  private final int count;
  private final AtomicInteger turn;

  SourcePorts() {
    this(FIRST, COUNT, ThreadLocalRandom.current().nextInt(COUNT));
  }

  /** Takes turns over {@code count} ports from {@code first} on, beginning at one of them. */
  SourcePorts(int first, int count, int turn) {
    this.first = first;
    this.count = count;
    this.turn = new AtomicInteger(turn);
  }

  /**
   * Binds to an address and a port of it.
   *
   * @throws BindException if the address is not this machine's, or has no port left
   */
  void bind(SocketChannel socket, InetAddress from) throws IOException {
    socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    for (int i = 0; i < TRIES; i++) {
      try {
        socket.bind(
            new InetSocketAddress(from, first + Math.floorMod(turn.getAndIncrement(), count)));
        return;
      } catch (BindException _) {
        // A server of this machine has that port; the last try says what is wrong otherwise.
      }
    }
    socket.bind(new InetSocketAddress(from, 0));
  }
}
