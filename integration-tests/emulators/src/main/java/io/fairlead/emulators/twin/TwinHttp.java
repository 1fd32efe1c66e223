package io.fairlead.emulators.twin;

import io.fairlead.emulators.twin.Service.Reply;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP/1.1 that clients of clouds speak, on one loopback port. The JDK's server writes the
 * machine's time into every {@code Date}, and lets nobody change it; here it is the twin's.
 */
final class TwinHttp implements AutoCloseable {
  private static final int LONGEST_LINE = 64 * 1024;
  private static final int MOST_HEADERS = 100;
  private static final int MOST_BYTES = 16 * 1024 * 1024;
  private static final int NO_CONTENT = 204;
  private static final int GOOD = 300;
  private static final int BACKLOG = 512;

  private final ServerSocket listening;
  private final TwinClock clock;
  private final Function<Request, Ending> answers;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Starts it on a free port. */
  TwinHttp(TwinClock clock, Function<Request, Ending> answers) throws IOException {
    this.clock = clock;
    this.answers = answers;
    this.listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("twin").start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  @Override
  public void close() {
    closed = true;
    quietly(listening);
    open.forEach(TwinHttp::quietly);
  }

  private void accept() {
    while (!closed) {
      try {
        Socket connection = listening.accept();
        open.add(connection);
        Thread.ofVirtual().name("twin-connection").start(() -> serve(connection));
      } catch (IOException closedMeanwhile) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(connection.getInputStream());
      OutputStream out = connection.getOutputStream();
      for (Request next = request(in, out); next != null; next = request(in, out)) {
        switch (answers.apply(next)) {
          case Ending.Answered(Reply reply) -> send(out, next.method(), reply);
          case Ending.Cut _ -> {
            return;
          }
          case Ending.Reset _ -> {
            connection.setSoLinger(true, 0);
            return;
          }
          case Ending.Silent _ -> {
            in.transferTo(OutputStream.nullOutputStream());
            return;
          }
        }
      }
    } catch (IOException | RejectedExecutionException gone) {
      // The client hung up, or the twin is being closed.
    } finally {
      open.remove(connection);
    }
  }

  /** The next request; null = the client is done. */
  private static @Nullable Request request(InputStream in, OutputStream out) throws IOException {
    String first = line(in);
    if (first == null) {
      return null;
    }
    String[] words = first.split(" ", 3);
    SortedMap<String, List<String>> headers = new TreeMap<>();
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (words.length < 2 || colon < 1 || headers.size() >= MOST_HEADERS) {
        throw new IOException("no HTTP: " + first);
      }
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    if (headers.containsKey("expect")) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    return Request.of(words[0], URI.create(words[1]), headers, body(in, headers));
  }

  private static byte[] body(InputStream in, SortedMap<String, List<String>> headers)
      throws IOException {
    if (!headers.containsKey("transfer-encoding")) {
      return exactly(in, number(headers.getOrDefault("content-length", List.of("0")), 10));
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int length = chunk(in);
    while (length > 0 && body.size() <= MOST_BYTES) {
      body.write(exactly(in, length));
      line(in);
      length = chunk(in);
    }
    line(in);
    return body.toByteArray();
  }

  private static int chunk(InputStream in) throws IOException {
    return number(List.of(String.valueOf(line(in)).split(";", 2)[0]), 16);
  }

  private static int number(List<String> text, int radix) throws IOException {
    try {
      int number = Integer.parseInt(text.getFirst(), radix);
      if (number < 0 || number > MOST_BYTES) {
        throw new IOException("a body of " + number + " bytes");
      }
      return number;
    } catch (NumberFormatException e) {
      throw new IOException("no length of a body: " + text, e);
    }
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("a body that ends early");
    }
    return bytes;
  }

  /** A line without its end; null = there is none. */
  private static @Nullable String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return null;
      }
      if (line.size() > LONGEST_LINE) {
        throw new IOException("a line of more than " + LONGEST_LINE + " bytes");
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private void send(OutputStream out, String method, Reply reply) throws IOException {
    StringBuilder head = new StringBuilder(256);
    head.append("HTTP/1.1 ").append(reply.status());
    head.append(reply.status() < GOOD ? " OK" : " Refused").append("\r\n");
    head.append("Date: ").append(clock.http()).append("\r\n");
    reply.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    if (reply.status() != NO_CONTENT) {
      head.append("Content-Length: ").append(reply.body().length).append("\r\n");
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    if (!method.equals("HEAD") && reply.status() != NO_CONTENT) {
      whole.writeBytes(reply.body());
    }
    whole.writeTo(out);
    out.flush();
  }

  private static void quietly(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception closedAlready) {
      // Nothing is left to close.
    }
  }
}
