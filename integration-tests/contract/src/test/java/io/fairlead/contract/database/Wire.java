package io.fairlead.contract.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A wire to a server on loopback, which answers no further than a test lets it. */
final class Wire implements AutoCloseable {
  private final ServerSocket listener;
  private final int to;
  private final List<Socket> sockets = new ArrayList<>();

  /** Bytes of answers that still pass; then it is cut, or with {@link #hangs} goes silent. */
  private long left = Long.MAX_VALUE;

  private boolean hangs;

  Wire(int to) throws IOException {
    this.to = to;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  synchronized void passing(long bytes, boolean thenHangs) {
    left = bytes;
    hangs = thenHangs;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket here = listener.accept();
        Socket there = new Socket(InetAddress.getLoopbackAddress(), to);
        synchronized (this) {
          sockets.add(here);
          sockets.add(there);
        }
        Thread.ofVirtual().start(() -> pass(here, there, false));
        Thread.ofVirtual().start(() -> pass(there, here, true));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void pass(Socket from, Socket to, boolean answers) {
    byte[] some = new byte[1024];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(some); read > 0; read = in.read(some)) {
        int passes = answers ? passes(read) : read;
        out.write(some, 0, passes);
        if (passes < read && !isHanging()) {
          return;
        }
      }
    } catch (IOException _) {
      // Either end was closed: so is the other now.
      return;
    }
  }

  private synchronized int passes(int read) {
    int passes = (int) Math.min(read, left);
    left -= passes;
    return passes;
  }

  private synchronized boolean isHanging() {
    return hangs;
  }

  @Override
  public synchronized void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
