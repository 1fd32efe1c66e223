package io.fairlead.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.fairlead.local.state.StateProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server of an edge on the JDK's, one virtual thread a request. Bodies are bounded, slow
 * askers are dropped, and a token, where one is set, guards everything but {@code /healthz}.
 */
public final class HttpApi implements AutoCloseable {
  /** Header with the server's time to the millisecond; the Date header has seconds only. */
  public static final String TIME = "Fairlead-Time";

  /** Header by which a client says whose fleet it means; a foreign one is refused. */
  public static final String FLEET = "Fairlead-Fleet";

  /** Bytes of a request body at most. */
  public static final int MAX_BODY = 8 << 20;

  private static final int BACKLOG = 256;
  private static final int MISDIRECTED = 421;
  private static final String OPEN_RESOURCE = "healthz";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Guard guard;
  private volatile boolean started;

  /**
   * Who may ask.
   *
   * @param fleet the one fleet served
   * @param token bearer token; null = none asked
   */
  public record Guard(String fleet, @Nullable String token, InstantSource clock) {}

  private HttpApi(HttpServer server, Guard guard) {
    this.server = server;
    this.guard = guard;
  }

  /**
   * Binds; {@link #start} answers.
   *
   * @throws IOException when the address or port cannot be had
   */
  public static HttpApi bind(InetSocketAddress at, Guard guard) throws IOException {
    ServerBounds.set();
    HttpApi api = new HttpApi(HttpServer.create(at, BACKLOG), guard);
    api.server.setExecutor(api.threads);
    return api;
  }

  /** Answers requests below {@code /resource}, and those of nothing else with 404. */
  public void start(Map<String, Resource> resources) {
    Set<String> names = new java.util.TreeSet<>(resources.keySet());
    server.createContext(
        "/", exchange -> send(exchange, Reply.error(404, "no such resource; there are " + names)));
    resources.forEach(
        (name, resource) ->
            server.createContext(
                "/" + name, exchange -> send(exchange, reply(exchange, resource))));
    server.start();
    started = true;
  }

  /** Mounts a handler that reads and answers by itself, behind the same guard. */
  public void mount(String path, HttpHandler handler) {
    server.createContext(
        path,
        exchange -> {
          Reply refusal = refusal(exchange);
          if (refusal == null) {
            handler.handle(exchange);
          } else {
            send(exchange, refusal);
          }
        });
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    if (!started) {
      // The JDK's server lets go of its port in its own thread only, which start() makes.
      server.start();
    }
    server.stop(0);
    threads.shutdownNow();
  }

  private Reply reply(HttpExchange exchange, Resource resource) {
    try {
      Reply refusal = refusal(exchange);
      if (refusal != null) {
        return refusal;
      }
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
      if (body.length > MAX_BODY) {
        return Reply.error(413, "a body has at most " + MAX_BODY + " bytes");
      }
      return resource.answer(
          new Request(
              exchange.getRequestMethod(),
              segments(exchange.getRequestURI()),
              exchange.getRequestHeaders(),
              body));
    } catch (IllegalArgumentException e) {
      return Reply.error(400, String.valueOf(e.getMessage()));
    } catch (StateProblem e) {
      return Reply.error(500, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable Reply refusal(HttpExchange exchange) {
    if (segments(exchange.getRequestURI()).getFirst().equals(OPEN_RESOURCE)) {
      return null;
    }
    String fleet = exchange.getRequestHeaders().getFirst(FLEET);
    if (fleet != null && !fleet.equals(guard.fleet())) {
      return Reply.error(MISDIRECTED, "this edge serves fleet " + guard.fleet() + ", not " + fleet);
    }
    String token = guard.token();
    if (token != null && !isToken(token, exchange.getRequestHeaders().getFirst("Authorization"))) {
      return Reply.error(
          401, "the edge asks for the bearer token that state.token of its topology names");
    }
    return null;
  }

  private static boolean isToken(String token, @Nullable String header) {
    return header != null
        && MessageDigest.isEqual(
            ("Bearer " + token).getBytes(StandardCharsets.UTF_8),
            header.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> segments(URI uri) {
    String path = uri.getPath();
    return Arrays.asList((path.startsWith("/") ? path.substring(1) : path).split("/", -1));
  }

  private void send(HttpExchange exchange, Reply reply) throws IOException {
    try (exchange) {
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.getResponseHeaders().set(TIME, guard.clock().instant().toString());
      boolean empty = reply.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(reply.status(), empty ? -1 : reply.body().length);
      if (!empty) {
        exchange.getResponseBody().write(reply.body());
      }
    }
  }
}
