package io.fairlead.benchmarks.loss;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Real servers that lose a share of all attempts, independently of each other: a lost one is
 * accepted and never answered. Each loopback address draws from a seed of its own.
 */
final class LossyTargets implements AutoCloseable {
  static final int PORT = 8092;
  private static final int BACKLOG = 1024;
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
          .getBytes(StandardCharsets.US_ASCII);

  private final double loss;
  private final ServerSocket listener = new ServerSocket();
  private final Map<String, Random> draws = new ConcurrentHashMap<>();

  LossyTargets(double loss) throws IOException {
    this.loss = loss;
    listener.bind(new InetSocketAddress(PORT), BACKLOG);
    Thread.ofPlatform().daemon().name("lossy-targets").start(this::accept);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        boolean lost = lost(socket.getLocalAddress().getHostAddress());
        Thread.ofVirtual().start(() -> serve(socket, lost));
      } catch (IOException _) {
        return;
      }
    }
  }

  private boolean lost(String address) {
    return draws.computeIfAbsent(address, text -> new Random(text.hashCode())).nextDouble() < loss;
  }

  private static void serve(Socket socket, boolean lost) {
    try (socket) {
      byte[] request = new byte[4096];
      int read = socket.getInputStream().read(request);
      if (!lost && read > 0) {
        socket.getOutputStream().write(ANSWER);
      }
      while (read >= 0) {
        read = socket.getInputStream().read(request);
      }
    } catch (IOException _) {
      // The checker has given up, as it should.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
