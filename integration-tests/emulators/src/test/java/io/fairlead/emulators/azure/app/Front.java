package io.fairlead.emulators.azure.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * An app's HTTP triggers on loopback: a route and a method lead to a function, and where its level
 * is {@code function} only those come in who have the key.
 */
final class Front implements AutoCloseable {
  static final String KEY = "the-function-key";

  private final HostedApp app;
  private final HttpServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Front(HostedApp app) throws IOException {
    this.app = app;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String route = exchange.getRequestURI().getPath().substring("/api/".length());
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      AppFiles.Function function =
          app.files().functions().stream()
              .filter(each -> leads(each, route, exchange.getRequestMethod()))
              .findFirst()
              .orElse(null);
      if (function == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      boolean open = function.trigger().path("authLevel").asString("").equals("anonymous");
      if (!open && !KEY.equals(exchange.getRequestHeaders().getFirst("x-functions-key"))) {
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      HostedApp.Reply reply = app.begin(function.name(), headers(exchange), body).join();
      byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** As the platform gives them: names in lower case. */
  private static String headers(HttpExchange exchange) {
    return exchange.getRequestHeaders().entrySet().stream()
        .map(each -> each.getKey().toLowerCase(Locale.ROOT) + ": " + each.getValue().getFirst())
        .collect(Collectors.joining("\n"));
  }

  private static boolean leads(AppFiles.Function function, String route, String method) {
    return function.trigger().path("route").asString("").equals(route)
        && StreamSupport.stream(function.trigger().path("methods").spliterator(), false)
            .anyMatch(each -> each.asString().toUpperCase(Locale.ROOT).equals(method));
  }

  /** A request to a route with some key. */
  HttpResponse<String> post(String route, String key, String body) throws IOException {
    return post(route, "x-functions-key", key, body);
  }

  /** A request to a route with some header. */
  HttpResponse<String> post(String route, String header, String value, String body)
      throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/" + route);
    try {
      return http.send(
          HttpRequest.newBuilder(uri)
              .header(header, value)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    http.close();
  }
}
