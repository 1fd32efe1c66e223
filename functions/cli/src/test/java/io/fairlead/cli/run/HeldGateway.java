package io.fairlead.cli.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A gateway that answers each request with its name, keeps silent connections, and can die. */
final class HeldGateway implements AutoCloseable {
  private final String name;
  private final ServerSocket listener = new ServerSocket();
  private final AtomicInteger asked = new AtomicInteger();
  private final Set<Socket> silent = ConcurrentHashMap.newKeySet();

  /** Listens at an address of this machine. */
  HeldGateway(String name, String address, int port) throws IOException {
    this.name = name;
    listener.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port));
    Thread.ofVirtual().start(this::accept);
  }

  /** Connections on which nothing has been asked so far. */
  int silent() {
    return silent.size();
  }

  /** Requests so far. */
  int asked() {
    return asked.get();
  }

  /** Cuts the silent connections, and lives. */
  void cut() {
    for (Socket socket : silent) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        silent.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      if (in.read() >= 0) {
        silent.remove(socket);
        asked.incrementAndGet();
        in.skipNBytes(in.available());
        byte[] body = name.getBytes(StandardCharsets.US_ASCII);
        String head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n";
        socket
            .getOutputStream()
            .write(head.formatted(body.length).getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
      }
    } catch (IOException _) {
      // Whoever asked went away first, or this gateway died.
    } finally {
      silent.remove(socket);
    }
  }

  /** Dies as a killed process does: its listener and what it held are gone at once. */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}
