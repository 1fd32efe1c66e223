package io.fairlead.local.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * An HTTP/1.1 server for small questions and small answers, many a second: a virtual thread for
 * each connection, one read and one write for each question. The JDK's hands every question from
 * thread to thread, which costs more than a look-up.
 */
public final class QuickServer implements AutoCloseable {
  private static final int BACKLOG = 512;

  /** Connections at once; more are hung up on. */
  private static final int MOST = 1024;

  private final ServerSocket listener;
  private final Function<QuickRequest, Reply> answer;
  private final InstantSource clock;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private QuickServer(
      ServerSocket listener, Function<QuickRequest, Reply> answer, InstantSource clock) {
    this.listener = listener;
    this.answer = answer;
    this.clock = clock;
  }

  /**
   * Answers from now on.
   *
   * @throws IOException when the address or port cannot be had
   */
  public static QuickServer start(
      InetSocketAddress at, Function<QuickRequest, Reply> answer, InstantSource clock)
      throws IOException {
    ServerSocket listener = new ServerSocket();
    try {
      listener.setReuseAddress(true);
      listener.bind(at, BACKLOG);
    } catch (IOException e) {
      listener.close();
      throw e;
    }
    QuickServer server = new QuickServer(listener, answer, clock);
    Thread.ofVirtual().name("accepts").start(server::accept);
    return server;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        if (open.size() >= MOST) {
          socket.close();
        } else {
          open.add(socket);
          Thread.ofVirtual().start(() -> serve(socket));
        }
      } catch (IOException _) {
        // Closed, or a connection that broke before it was there: the next one counts.
        Thread.onSpinWait();
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      new QuickConnection(socket, clock).serve(answer);
    } catch (IOException _) {
      // The asker is gone; there is nobody to tell.
      Thread.onSpinWait();
    } finally {
      open.remove(socket);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket each : open) {
        each.close();
      }
    } catch (IOException _) {
      // What is not closed now is closed with the process.
      Thread.onSpinWait();
    }
  }
}
