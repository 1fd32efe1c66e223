package io.fairlead.gateway.held;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One idle connection; for the loop's thread only. */
final class HeldConnection {
  /** A server that keeps talking to a silent client is nothing to hold on to. */
  private static final int MAX_UNASKED_BYTES = 65_536;

  private final Endpoint endpoint;
  private final SocketChannel channel;
  private final long openedAt;
  private boolean connected;
  private int unasked;

  private HeldConnection(Endpoint endpoint, SocketChannel channel) {
    this.endpoint = endpoint;
    this.channel = channel;
    this.openedAt = System.nanoTime();
  }

  /** Starts to connect. */
  static HeldConnection open(Endpoint endpoint, Selector selector) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      HeldConnection connection = new HeldConnection(endpoint, channel);
      channel.configureBlocking(false);
      if (endpoint.local().isPresent()) {
        channel.bind(endpoint.local().get());
      }
      connection.connected = channel.connect(endpoint.remote());
      int wanted = connection.connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT;
      channel.register(selector, wanted, connection);
      return connection;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  Endpoint endpoint() {
    return endpoint;
  }

  boolean connected() {
    return connected;
  }

  long openedAt() {
    return openedAt;
  }

  /** Whether the connection still stands after what the selector saw. */
  boolean stands(SelectionKey key, ByteBuffer scratch) {
    try {
      if (!connected) {
        connected = channel.finishConnect();
        if (connected) {
          key.interestOps(SelectionKey.OP_READ);
        }
        return true;
      }
      int count = channel.read(scratch.clear());
      unasked += Math.max(0, count);
      return count >= 0 && unasked <= MAX_UNASKED_BYTES;
    } catch (IOException _) {
      return false;
    }
  }

  void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // The descriptor is released all the same.
    }
  }
}
