package io.fairlead.local.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One connection, question after question. Whatever is not plainly a question with a body of known
 * length ends it, so that no two readers of it can disagree on where one ends.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112, HTTP/1.1</a>
 */
final class QuickConnection {
  private static final int MAX_HEAD = 8 << 10;
  private static final int MAX_BODY = 8 << 10;

  /** Time until a question that has begun must be there, and until the next one begins. */
  private static final int PATIENCE_MILLIS = 10_000;

  /** Time and bytes for what an asker still says after a mistake. */
  private static final int LINGER_MILLIS = 1_000;

  private static final int MOST_LEFT = 1 << 16;

  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final InstantSource clock;
  private final byte[] buffer = new byte[MAX_HEAD + MAX_BODY];
  private int filled;

  /** When the question that is being read began; 0 = none has. */
  private long begunNanos;

  private long second = Long.MIN_VALUE;
  private String date = "";

  QuickConnection(Socket socket, InstantSource clock) throws IOException {
    socket.setTcpNoDelay(true);
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
    this.clock = clock;
  }

  /** Answers until the asker or a mistake ends it. */
  void serve(Function<QuickRequest, Reply> answer) throws IOException {
    while (true) {
      int head = head();
      if (head < 0) {
        return;
      }
      Head read = Head.parse(new String(buffer, 0, head, StandardCharsets.ISO_8859_1));
      Reply mistake = read.mistake();
      if (mistake != null) {
        hangUp(mistake);
        return;
      }
      byte[] body = body(head + 4, read);
      Reply reply =
          answer.apply(new QuickRequest(read.method(), read.path(), read.headers(), body));
      send(reply, read.last(), read.method().equals("HEAD") ? 0 : reply.body().length);
      if (read.last()) {
        return;
      }
    }
  }

  /** Where the head of the next question ends; less than 0 where there is none. */
  private int head() throws IOException {
    int looked = 0;
    begunNanos = filled == 0 ? 0 : System.nanoTime();
    while (true) {
      for (int i = looked; i + 3 < filled; i++) {
        if (buffer[i] == '\r'
            && buffer[i + 1] == '\n'
            && buffer[i + 2] == '\r'
            && buffer[i + 3] == '\n') {
          return i;
        }
      }
      looked = Math.max(0, filled - 3);
      if (filled >= MAX_HEAD) {
        hangUp(Reply.error(431, "a head has at most " + MAX_HEAD + " bytes"));
        return -1;
      }
      if (!more(MAX_HEAD)) {
        return -1;
      }
    }
  }

  private byte[] body(int start, Head head) throws IOException {
    int end = start + head.length();
    if (filled < end && head.waits()) {
      out.write(CONTINUE);
    }
    while (filled < end) {
      if (!more(buffer.length)) {
        throw new IOException("the asker hung up amid a question");
      }
    }
    byte[] body = Arrays.copyOfRange(buffer, start, end);
    System.arraycopy(buffer, end, buffer, 0, filled - end);
    filled -= end;
    return body;
  }

  private boolean more(int limit) throws IOException {
    if (filled > 0 && begunNanos == 0) {
      begunNanos = System.nanoTime();
    }
    long gone = begunNanos == 0 ? 0 : (System.nanoTime() - begunNanos) / 1_000_000;
    socket.setSoTimeout((int) Math.max(1, PATIENCE_MILLIS - gone));
    int read = in.read(buffer, filled, limit - filled);
    filled += Math.max(read, 0);
    return read >= 0;
  }

  /**
   * @param said bytes of the body that follow its length: none after HEAD, where an asker would
   *     take them for the next answer
   */
  private void send(Reply reply, boolean last, int said) throws IOException {
    StringBuilder head = new StringBuilder(256);
    head.append("HTTP/1.1 ").append(reply.status()).append(" \r\nDate: ").append(date());
    reply.headers().forEach((name, value) -> header(head, name, value));
    header(head, "Content-Length", Integer.toString(reply.body().length));
    if (last) {
      header(head, "Connection", "close");
    }
    byte[] start = head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = Arrays.copyOf(start, start.length + said);
    System.arraycopy(reply.body(), 0, whole, start.length, said);
    out.write(whole);
  }

  /** Ends with an answer, which a reset would lose while the asker is still talking. */
  private void hangUp(Reply reply) throws IOException {
    send(reply, true, reply.body().length);
    socket.shutdownOutput();
    socket.setSoTimeout(LINGER_MILLIS);
    int left = MOST_LEFT;
    for (int read = in.read(buffer); read >= 0 && left > 0; read = in.read(buffer)) {
      left -= read;
    }
  }

  private static void header(StringBuilder head, String name, String value) {
    head.append("\r\n").append(name).append(": ").append(value);
  }

  private String date() {
    Instant now = clock.instant();
    if (now.getEpochSecond() != second) {
      second = now.getEpochSecond();
      date = DATE.format(now);
    }
    return date;
  }

  /**
   * The head of a question.
   *
   * @param length of the body
   * @param waits whether the asker wants to hear that the body may come
   * @param last whether the connection ends with the answer
   * @param mistake what is answered instead; null = it can be answered
   */
  private record Head(
      String method,
      String path,
      Map<String, String> headers,
      int length,
      boolean waits,
      boolean last,
      @Nullable Reply mistake) {
    static Head parse(String text) {
      String[] lines = text.split("\r\n", -1);
      String[] first = lines[0].split(" ", -1);
      if (first.length != 3 || !first[1].startsWith("/") || !first[2].matches("HTTP/1\\.[01]")) {
        return wrong(400, "expected METHOD /path HTTP/1.1");
      }
      Map<String, String> headers = new HashMap<>();
      for (int i = 1; i < lines.length; i++) {
        int colon = lines[i].indexOf(':');
        if (colon < 1 || !NAME.matcher(lines[i].substring(0, colon)).matches()) {
          return wrong(400, "expected a header in line " + (i + 1));
        }
        String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
        String before = headers.put(name, lines[i].substring(colon + 1).strip());
        if (before != null && name.equals("content-length")) {
          return wrong(400, "Content-Length is there twice");
        }
      }
      return of(first, headers);
    }

    private static Head of(String[] first, Map<String, String> headers) {
      if (headers.containsKey("transfer-encoding")) {
        return wrong(411, "a body comes with Content-Length");
      }
      String length = headers.getOrDefault("content-length", "0");
      if (!LENGTH.matcher(length).matches()) {
        return wrong(400, "Content-Length is a number");
      }
      if (Integer.parseInt(length) > MAX_BODY) {
        return wrong(413, "a body has at most " + MAX_BODY + " bytes");
      }
      int query = first[1].indexOf('?');
      boolean last =
          first[2].equals("HTTP/1.0")
              || headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT).contains("close");
      return new Head(
          first[0],
          query < 0 ? first[1] : first[1].substring(0, query),
          headers,
          Integer.parseInt(length),
          headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue"),
          last,
          null);
    }

    private static Head wrong(int status, String sentence) {
      return new Head("", "", Map.of(), 0, false, true, Reply.error(status, sentence));
    }
  }
}
