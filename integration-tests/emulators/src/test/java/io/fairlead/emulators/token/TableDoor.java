package io.fairlead.emulators.token;

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
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tables of Azurite for those who show an identity's token: it takes tokens by HTTPS alone, so that
 * what comes in here with one for storage is signed anew with the account's key.
 */
public final class TableDoor implements AutoCloseable {
  private static final List<String> HEADERS =
      List.of(
          "Accept",
          "Content-Type",
          "DataServiceVersion",
          "If-Match",
          "Prefer",
          "x-ms-date",
          "x-ms-version");

  private final StorageAccount account;
  private final HttpServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger passed = new AtomicInteger();

  /** In front of an account. */
  public TableDoor(StorageAccount account) throws IOException {
    this.account = account;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** What stands for the account's endpoint. */
  public URI endpoint() {
    return URI.create(
        "http://127.0.0.1:" + server.getAddress().getPort() + account.endpoint().getPath());
  }

  /** Requests with a token that was good. */
  public int passed() {
    return passed.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (!isForStorage(exchange.getRequestHeaders().getFirst("Authorization"))) {
        exchange.sendResponseHeaders(403, -1);
        return;
      }
      passed.incrementAndGet();
      HttpResponse<byte[]> answer = signed(exchange, body);
      answer
          .headers()
          .firstValue("etag")
          .ifPresent(tag -> exchange.getResponseHeaders().set("ETag", tag));
      exchange.sendResponseHeaders(
          answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private HttpResponse<byte[]> signed(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    String path = exchange.getRequestURI().getRawPath();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(account.endpoint().resolve(path))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    for (String name : HEADERS) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    String date = exchange.getRequestHeaders().getFirst("x-ms-date");
    request.header(
        "Authorization", AzureTables.authorization(account, date + "\n/" + account.name() + path));
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** The token's life is that of virtual time, which is nobody's here. */
  private static boolean isForStorage(String authorization) {
    String[] parts =
        authorization == null
            ? new String[0]
            : authorization.replace("Bearer ", "").split("\\.", -1);
    try {
      return parts.length == 3
          && JsonMapper.shared()
              .readTree(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
              .path("aud")
              .asString("")
              .equals("https://storage.azure.com");
    } catch (IllegalArgumentException | JacksonException notOne) {
      return false;
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    http.close();
  }
}
