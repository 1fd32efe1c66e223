package io.fairlead.emulators.azure.app;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the storage accounts and passes bytes on; only the {@code Date} of an answer is
 * that of virtual time, because Node keeps one for up to a second. It tells of each request when it
 * arrives, and a test may do something at that moment.
 */
public final class StoreTap implements AutoCloseable {
  /** One request. */
  public record Call(String method, String path) {}

  /** What happens at the n-th request of a kind, once. */
  static final class Blow {
    private final Predicate<Call> where;
    private final int nth;
    private final boolean carriedOut;
    private final Runnable what;
    private final AtomicInteger seen = new AtomicInteger();
    private volatile boolean struck;

    private Blow(Predicate<Call> where, int nth, boolean carriedOut, Runnable what) {
      this.where = where;
      this.nth = nth;
      this.carriedOut = carriedOut;
      this.what = what;
    }

    boolean hasStruck() {
      return struck;
    }
  }

  private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *([0-9]+)");
  private static final Pattern CHUNKED = Pattern.compile("(?im)^transfer-encoding: *chunked");
  private static final Pattern NO_BODY = Pattern.compile("HTTP/1\\.1 (204|304) .*");

  private static final Pattern DATE = Pattern.compile("(?im)^date: [^\r]*");
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private final ServerSocket server;
  private final int upstream;
  private final InstantSource time;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ConcurrentLinkedQueue<Blow> blows = new ConcurrentLinkedQueue<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile Predicate<Call> lost = _ -> false;

  /** Before a store on a port of this machine, in some time. */
  public StoreTap(int upstream, InstantSource time) throws IOException {
    this.upstream = upstream;
    this.time = time;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** Where it answers. */
  public int port() {
    return server.getLocalPort();
  }

  /** The requests so far. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  public void forgetCalls() {
    calls.clear();
  }

  /**
   * Does something at the n-th request of a kind from now on.
   *
   * @param carriedOut whether the request is carried out afterwards, or is lost
   */
  Blow at(Predicate<Call> where, int nth, boolean carriedOut, Runnable what) {
    Blow blow = new Blow(where, nth, carriedOut, what);
    blows.add(blow);
    return blow;
  }

  /** Nothing happens any more. */
  void calm() {
    blows.clear();
  }

  /** Loses every request of a kind from now on, and none of the kind before. */
  public void lose(Predicate<Call> where) {
    lost = where;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        threads.execute(() -> passOn(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void passOn(Socket client) {
    try (client) {
      InputStream asking = new BufferedInputStream(client.getInputStream());
      for (String head = head(asking); head != null; head = head(asking)) {
        byte[] body = body(asking, head);
        if (!isCarriedOut(head) || !isAnswered(client, head, body)) {
          return;
        }
      }
    } catch (IOException cut) {
      // Whoever asked is gone, as when its process was killed.
    }
  }

  /**
   * One request, over a connection of its own: Azurite closes those that were idle for five
   * seconds, as no account does between two ticks, and a write that meets that is lost.
   */
  private boolean isAnswered(Socket client, String head, byte[] body) throws IOException {
    try (Socket store = new Socket(InetAddress.getLoopbackAddress(), upstream)) {
      InputStream answering = new BufferedInputStream(store.getInputStream());
      send(store.getOutputStream(), head, body);
      String answer = head(answering);
      if (answer == null) {
        return false;
      }
      boolean empty = NO_BODY.matcher(answer).lookingAt() || head.startsWith("HEAD");
      byte[] content = empty ? new byte[0] : body(answering, answer);
      String date = "Date: " + HTTP_DATE.format(time.instant());
      send(client.getOutputStream(), DATE.matcher(answer).replaceFirst(date), content);
      return true;
    }
  }

  private boolean isCarriedOut(String head) {
    String[] line = head.lines().findFirst().orElseThrow().split(" ", 3);
    String path = line[1].replaceFirst("\\?.*", "");
    Call call = new Call(line[0], URLDecoder.decode(path, StandardCharsets.UTF_8));
    calls.add(call);
    boolean carriedOut = !lost.test(call);
    for (Blow blow : blows) {
      if (blow.where.test(call) && blow.seen.incrementAndGet() == blow.nth) {
        blow.struck = true;
        blow.what.run();
        carriedOut &= blow.carriedOut;
      }
    }
    return carriedOut;
  }

  private static void send(OutputStream out, String head, byte[] body) throws IOException {
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    out.write(body);
    out.flush();
  }

  /** Lines up to the empty one; null = the connection has ended. */
  private static @Nullable String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static byte[] body(InputStream in, String head) throws IOException {
    if (CHUNKED.matcher(head).find()) {
      return chunks(in);
    }
    Matcher length = LENGTH.matcher(head);
    return length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
  }

  /** As they are, sizes and the last empty one included. */
  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int size;
    do {
      String line = line(in);
      size = Integer.parseInt(line.strip(), 16);
      all.write(line.getBytes(StandardCharsets.ISO_8859_1));
      all.write(in.readNBytes(size + 2));
    } while (size > 0);
    return all.toByteArray();
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      line.append((char) next);
      if (next == '\n') {
        break;
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
