package io.fairlead.contract.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A node that first says its name in one byte, then sends back what it gets, to the end. */
final class EchoNode implements AutoCloseable {
  private final byte name;
  private final ServerSocket listener = new ServerSocket();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Thread acceptor;

  EchoNode(char name, String host, int port) throws IOException {
    this.name = (byte) name;
    listener.setReuseAddress(true);
    listener.bind(new InetSocketAddress(host, port));
    acceptor = Thread.ofVirtual().start(this::accept);
  }

  /** Ends every connection with a FIN, or with a reset. */
  void end(boolean reset) throws IOException {
    for (Socket socket : open) {
      if (reset) {
        socket.setSoLinger(true, 0);
      }
      socket.close();
    }
  }

  int connections() {
    return open.size();
  }

  /** A closed listener still takes connections until the thread that waits at it has let go. */
  @Override
  public void close() throws IOException {
    listener.close();
    try {
      acceptor.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    end(false);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> echo(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void echo(Socket socket) {
    try (socket) {
      socket.getOutputStream().write(name);
      socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException ended) {
      return;
    } finally {
      open.remove(socket);
    }
  }
}
