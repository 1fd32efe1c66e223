package io.fairlead.emulators.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The service that a function's process asks for events.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
public final class RuntimeApi implements AutoCloseable {
  private static final String BASE = "/2018-06-01/runtime/";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final LinkedBlockingQueue<Event> waiting = new LinkedBlockingQueue<>();
  private final Map<String, CompletableFuture<Answer>> running = new ConcurrentHashMap<>();
  private final AtomicInteger process = new AtomicInteger();
  private final CompletableFuture<String> broken = new CompletableFuture<>();
  private final Map<String, Long> began = new ConcurrentHashMap<>();
  private final InstantSource clock;

  /**
   * What a function answered.
   *
   * @param good false = the body is the error that it threw
   * @param billed from handing the event over to the answer, by a clock that only rises
   */
  public record Answer(boolean good, String body, Duration billed) {}

  private record Event(String id, String body, Duration time) {}

  /**
   * A service for one process.
   *
   * @param clock by which the process has its deadlines
   */
  RuntimeApi(InstantSource clock) throws IOException {
    this.clock = clock;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(BASE, this::handle);
    server.setExecutor(threads);
    server.start();
  }

  String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** An event for the process, which has so much time for it. */
  CompletableFuture<Answer> invoke(String body, Duration time) {
    String id = UUID.randomUUID().toString();
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    running.put(id, answer);
    waiting.add(new Event(id, body, time));
    return answer;
  }

  /** The process is another one from now on; what the old one had is lost with it. */
  void replaced() {
    process.incrementAndGet();
    waiting.clear();
    running.clear();
    began.clear();
  }

  /** What the process says where it could not start. */
  CompletableFuture<String> broken() {
    return broken;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(BASE.length());
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String[] parts = path.split("/", -1);
      if (path.equals("invocation/next")) {
        next(exchange);
      } else if (parts.length == 3 && running.containsKey(parts[1])) {
        long nanos = System.nanoTime() - began.getOrDefault(parts[1], System.nanoTime());
        Answer answer = new Answer(parts[2].equals("response"), body, Duration.ofNanos(nanos));
        running.remove(parts[1]).complete(answer);
        send(exchange, 202, "");
      } else {
        broken.complete(body);
        send(exchange, 202, "");
      }
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    int mine = process.get();
    try {
      Event event = null;
      while (event == null) {
        event = waiting.poll(20, TimeUnit.MILLISECONDS);
        if (mine != process.get()) {
          // Asked by a process that is gone: what there is belongs to its successor.
          if (event != null) {
            waiting.add(event);
          }
          return;
        }
      }
      exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", event.id());
      exchange
          .getResponseHeaders()
          .set(
              "Lambda-Runtime-Deadline-Ms",
              Long.toString(clock.millis() + event.time().toMillis()));
      exchange
          .getResponseHeaders()
          .set(
              "Lambda-Runtime-Invoked-Function-Arn",
              "arn:aws:lambda:eu-west-1:111122223333:function:fairlead");
      began.put(event.id(), System.nanoTime());
      send(exchange, 200, event.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    // The client's native part reads the type of every answer and dies where there is none.
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
