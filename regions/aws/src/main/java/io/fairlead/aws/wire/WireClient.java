package io.fairlead.aws.wire;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests over HTTP/1.1, each on a connection of its own or on one that an answer before it
 * has left. It follows nobody elsewhere and asks no proxy. A request is sent once, but for one that
 * only reads, on a kept connection that the server had closed meanwhile.
 */
public final class WireClient implements AutoCloseable {
  /** The longest that a connection is kept: servers close theirs later than that. */
  private static final long KEPT_NANOS = 4_000_000_000L;

  /** The most that are kept for a server. */
  private static final int MOST_KEPT = 64;

  private final Duration connect;
  private final Duration silence;
  private final Supplier<SSLSocketFactory> tls;
  private final Map<String, Deque<Kept>> kept = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor limits =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("wire-limits").factory());
  private volatile boolean closed;

  private record Kept(WireConnection connection, long since) {}

  /**
   * Nothing is connected yet.
   *
   * @param connect how long a connection may take
   * @param silence how long a server may say nothing
   */
  public WireClient(Duration connect, Duration silence) {
    this(connect, silence, () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /**
   * The same with other certificates to trust than the platform's.
   *
   * @param tls asked for each connection that is encrypted
   */
  public WireClient(Duration connect, Duration silence, Supplier<SSLSocketFactory> tls) {
    this.connect = connect;
    this.silence = silence;
    this.tls = tls;
    limits.setRemoveOnCancelPolicy(true);
  }

  /**
   * Sends a request.
   *
   * @param limit how long it may take until its answer begins
   * @throws IOException where there is no answer, or none of HTTP/1.1
   */
  public WireAnswer send(WireRequest request, Duration limit) throws IOException {
    WireConnection reused = reusable(request.at());
    if (reused != null) {
      try {
        return exchanged(reused, request, limit);
      } catch (SocketTimeoutException late) {
        throw late;
      } catch (IOException e) {
        if (!request.isRead() || reused.isAnswering()) {
          throw e;
        }
      }
    }
    return exchanged(new WireConnection(tls), request, limit);
  }

  private WireAnswer exchanged(WireConnection connection, WireRequest request, Duration limit)
      throws IOException {
    AtomicBoolean late = new AtomicBoolean();
    ScheduledFuture<?> cut =
        limits.schedule(
            () -> {
              late.set(true);
              connection.close();
            },
            limit.toNanos(),
            TimeUnit.NANOSECONDS);
    boolean whole = false;
    try {
      if (!connection.isOpen()) {
        connection.open(request.at(), connect, silence);
      }
      connection.send(request);
      WireHead head = connection.head();
      WireContent content =
          new WireContent(
              connection,
              head,
              request.isHead() || head.isBare(),
              free -> keep(request.at(), free));
      whole = true;
      return new WireAnswer(head.status(), head.length(), head.headers(), content);
    } catch (IOException e) {
      if (late.get()) {
        SocketTimeoutException limited = new SocketTimeoutException("no answer within " + limit);
        limited.initCause(e);
        throw limited;
      }
      throw e;
    } finally {
      cut.cancel(false);
      if (!whole) {
        connection.close();
      }
    }
  }

  /** The one that was used last, while servers still keep it; null = none. */
  private @Nullable WireConnection reusable(URI server) {
    Deque<Kept> here = of(server);
    long now = System.nanoTime();
    for (Kept one = here.pollFirst(); one != null; one = here.pollFirst()) {
      if (now - one.since() < KEPT_NANOS) {
        return one.connection();
      }
      one.connection().close();
    }
    return null;
  }

  private void keep(URI server, WireConnection connection) {
    Deque<Kept> here = of(server);
    if (closed || here.size() >= MOST_KEPT) {
      connection.close();
      return;
    }
    here.addFirst(new Kept(connection, System.nanoTime()));
    // Whoever closes this client meanwhile may have come by before.
    if (closed) {
      close();
    }
  }

  private Deque<Kept> of(URI server) {
    return kept.computeIfAbsent(
        server.getScheme() + "://" + server.getAuthority(), _ -> new ConcurrentLinkedDeque<>());
  }

  @Override
  public void close() {
    closed = true;
    limits.shutdownNow();
    for (Deque<Kept> each : kept.values()) {
      for (Kept one = each.pollFirst(); one != null; one = each.pollFirst()) {
        one.connection().close();
      }
    }
  }
}
