package io.fairlead.benchmarks.coldstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * All that a first tick needs before it probes: a topology for whoever asks S3, an empty item for
 * whoever asks DynamoDB, one event for the runtime, and a gateway that knows when it was first
 * asked.
 */
final class StubCloud implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CompletableFuture<Long> probed = new CompletableFuture<>();

  StubCloud(String topology) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, topology));
    server.setExecutor(threads);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** When the first probe came, by {@link System#nanoTime}. */
  CompletableFuture<Long> probed() {
    return probed;
  }

  private void answer(HttpExchange exchange, String topology) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      if (path.equals("/ready")) {
        probed.complete(System.nanoTime());
        send(exchange, "");
      } else if (path.endsWith("/invocation/next")) {
        exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "1");
        exchange
            .getResponseHeaders()
            .set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 30_000));
        exchange
            .getResponseHeaders()
            .set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-west-1:1:function:cold");
        long slot = System.currentTimeMillis() / 10_000 * 10_000;
        send(
            exchange,
            "{\"Records\":[{\"body\":\"{\\\"source\\\":\\\"queue\\\",\\\"slot\\\":"
                + slot
                + "}\"}]}");
      } else if (path.endsWith("/fairlead.yaml")) {
        exchange.getResponseHeaders().set("ETag", "\"1\"");
        send(exchange, topology.replace("PORT", Integer.toString(port())));
      } else {
        send(exchange, "{}");
      }
    }
  }

  private static void send(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
