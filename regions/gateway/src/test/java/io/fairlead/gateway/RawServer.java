package io.fairlead.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that does to each connection what a test says, one virtual thread each. */
final class RawServer implements AutoCloseable {
  /** What to do with the connection of a number, counted from 0. */
  interface Behaviour {
    void serve(Socket socket, int number) throws IOException;
  }

  private final ServerSocket listener;
  private final ConcurrentLinkedQueue<Socket> accepted = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();

  RawServer(Behaviour behaviour) throws IOException {
    listener = new ServerSocket();
    listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    Thread.ofVirtual().start(() -> accept(behaviour));
  }

  /** Answers each request with these bytes, then closes. */
  static RawServer answering(String answer) throws IOException {
    return new RawServer(
        (socket, _) -> {
          readHead(socket);
          write(socket, answer);
          socket.close();
        });
  }

  static void readHead(Socket socket) throws IOException {
    head(socket);
  }

  /** Reads up to the empty line that ends a request. */
  static String head(Socket socket) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        return text.toString();
      }
      text.append((char) next);
    }
    return text.toString();
  }

  static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  static void reset(Socket socket) throws IOException {
    socket.setOption(StandardSocketOptions.SO_LINGER, 0);
    socket.close();
  }

  int port() {
    return listener.getLocalPort();
  }

  int connections() {
    return count.get();
  }

  private void accept(Behaviour behaviour) {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        accepted.add(socket);
        int number = count.getAndIncrement();
        Thread.ofVirtual().start(() -> serve(behaviour, socket, number));
      } catch (IOException _) {
        return;
      }
    }
  }

  private static void serve(Behaviour behaviour, Socket socket, int number) {
    try {
      behaviour.serve(socket, number);
    } catch (IOException _) {
      // The prober went away first, which some tests want.
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : accepted) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
