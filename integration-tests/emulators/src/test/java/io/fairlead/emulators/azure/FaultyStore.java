package io.fairlead.emulators.azure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fairlead.azure.client.StorageAccount;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands before an account and does to its answers what a bad day does. */
final class FaultyStore implements AutoCloseable {
  /** Which request, by its method, and what becomes of it. Each strikes once. */
  record Strike(String method, Fault fault) {}

  /** What becomes of a request. */
  sealed interface Fault {
    /** It takes effect, and the connection is cut instead of an answer. */
    record CutAfter() implements Fault {}

    /** It takes effect, and the answer does not come. */
    record Silent() implements Fault {}

    /** It does not reach the store. */
    record Answer(int status, String code) implements Fault {}
  }

  private static final Set<String> OWN = Set.of("host", "content-length", "connection");

  private final ConcurrentLinkedQueue<Strike> strikes = new ConcurrentLinkedQueue<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpServer server;
  private final int upstream;

  FaultyStore(Azurite account) throws IOException {
    upstream = account.port();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** The account as it is reached through here. */
  StorageAccount account() {
    return Azurite.account(server.getAddress().getPort());
  }

  /** Lets the next request of a method go wrong. */
  void strike(String method, Fault fault) {
    strikes.add(new Strike(method, fault));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Strike strike =
          strikes.stream()
              .filter(each -> each.method().equals(exchange.getRequestMethod()))
              .findFirst()
              .orElse(null);
      strikes.remove(strike == null ? new Object() : strike);
      switch (strike == null ? null : strike.fault()) {
        case null -> answer(exchange, forwarded(exchange, body));
        case Fault.Answer(int status, String code) -> {
          exchange.getResponseHeaders().set("x-ms-error-code", code);
          exchange.sendResponseHeaders(status, -1);
        }
        case Fault.CutAfter() -> forwarded(exchange, body);
        case Fault.Silent() -> {
          forwarded(exchange, body);
          over.await();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<byte[]> forwarded(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + upstream + exchange.getRequestURI()))
            .method(
                exchange.getRequestMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> from) throws IOException {
    from.headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!OWN.contains(name)
                  && !name.equals("transfer-encoding")
                  && !name.equals("date")) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    exchange.sendResponseHeaders(
        from.statusCode(), from.body().length == 0 ? -1 : from.body().length);
    exchange.getResponseBody().write(from.body());
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
    http.close();
    threads.close();
  }
}
