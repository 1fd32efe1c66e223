package io.fairlead.emulators.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A server that says on each of its connections what it was told to, one after the other. */
final class Scripted implements AutoCloseable {
  private final ServerSocket socket;
  private final List<Talk> talks;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  /** What happens on a connection; it is closed afterwards. */
  interface Talk {
    void on(Line line) throws IOException;
  }

  /** A connection. */
  record Line(Socket socket, BufferedReader in, List<String> asked, CountDownLatch over) {
    /** Reads a request up to its content, and answers its first line. */
    String heard() throws IOException {
      String first = in.readLine();
      if (first == null) {
        throw new IOException("the client has hung up");
      }
      asked.add(first);
      for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
        asked.add(line);
      }
      return first;
    }

    /** Answers. */
    void says(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Reads one request and answers it. */
    void answers(String text) throws IOException {
      heard();
      says(text);
    }

    /** Reads what goes before the content and no further. */
    void held() throws IOException {
      heard();
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** Waits until the client hangs up. */
    void untilLeft() throws IOException {
      in.transferTo(Writer.nullWriter());
    }
  }

  Scripted(ServerSocket socket, Talk... talks) {
    this.socket = socket;
    this.talks = List.of(talks);
    Thread.ofVirtual().start(this::serve);
  }

  @SuppressWarnings("EmptyCatch")
  private void serve() {
    for (Talk talk : talks) {
      try (Socket line = socket.accept()) {
        open.add(line);
        talk.on(
            new Line(
                line,
                new BufferedReader(
                    new InputStreamReader(line.getInputStream(), StandardCharsets.ISO_8859_1)),
                asked,
                over));
      } catch (IOException _) {
        // The client has hung up, or the test is over.
      }
    }
  }

  URI at(String scheme, String path) {
    return URI.create(scheme + "://localhost:" + socket.getLocalPort() + path);
  }

  URI at(String path) {
    return at("http", path);
  }

  /** First lines and headers of all requests, in turn. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** Connections so far. */
  int connections() {
    return open.size();
  }

  @Override
  public void close() {
    over.countDown();
    try {
      socket.close();
      for (Socket line : open) {
        line.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
