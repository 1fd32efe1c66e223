package io.fairlead.local.relay;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * One client connection and its connection to a node. Bytes are passed untouched; an end of stream
 * is passed as one, a reset as one.
 */
final class Splice {
  private static final int BUFFER = 16 * 1024;

  private final Socket client;
  private final Socket node = new Socket();
  private final String holder;

  Splice(Socket client, String holder) {
    this.client = client;
    this.holder = holder;
  }

  /** The node that this connection was made for. */
  String holder() {
    return holder;
  }

  /** Connects to the node and passes bytes until both directions have ended, or one was reset. */
  void run(InetSocketAddress to, Duration connectTimeout) {
    try {
      client.setTcpNoDelay(true);
      node.setTcpNoDelay(true);
      node.connect(to, Math.toIntExact(connectTimeout.toMillis()));
      Thread back = Thread.ofVirtual().name("relay-back").start(() -> pass(node, client));
      pass(client, node);
      back.join();
      client.close();
      node.close();
    } catch (IOException refused) {
      reset();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      reset();
    }
  }

  /** Cuts both sides at once: each peer sees a reset, as after an address that moved away. */
  void reset() {
    resetOne(client);
    resetOne(node);
  }

  private void pass(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER];
    try {
      var in = from.getInputStream();
      var out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
      to.shutdownOutput();
    } catch (IOException resetByOneSide) {
      reset();
    }
  }

  private static void resetOne(Socket socket) {
    try {
      // Linger of zero makes close send RST in place of FIN (RFC 9293, section 3.10.4: ABORT).
      socket.setSoLinger(true, 0);
    } catch (IOException alreadyClosed) {
      return;
    } finally {
      close(socket);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // Nothing is left to release: the descriptor is gone either way.
      return;
    }
  }
}
