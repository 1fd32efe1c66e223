package io.fairlead.emulators.azure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives tokens as the endpoints of managed identities and of Microsoft Entra ID do, unsigned. A
 * token has what Azurite checks: audience, issuer, and its life.
 */
public final class Authority implements AutoCloseable {
  /** What was asked, in one line: method, path, query, the form, and the header that proves it. */
  public record Asked(String method, String path, String query, String form, String header) {}

  /** No path begins like this. */
  private static final String NOBODY = "nobody";

  private static final Pattern RESOURCE = Pattern.compile("resource=([^&]+)");

  private final HttpServer server;
  private final List<Asked> asked = new ArrayList<>();
  private final Deque<String> refusals = new ArrayDeque<>();
  private final InstantSource clock;
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile String silent = NOBODY;
  private Duration life = Duration.ofHours(1);

  /** On a free port, in the machine's time. */
  public Authority() throws IOException {
    this(InstantSource.system());
  }

  /** The same in somebody's time. */
  public Authority(InstantSource clock) throws IOException {
    this.clock = clock;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Where it is. */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** The life of tokens from now on; negative = they are over when they are given. */
  public synchronized void lives(Duration time) {
    life = time;
  }

  /** Refuses the next request with this body. */
  public synchronized void refuse(String body) {
    refusals.add(body);
  }

  /** Answers nothing below a path from now on. */
  public void silence(String path) {
    silent = path;
  }

  /** Answers everything again. */
  public void speak() {
    silent = NOBODY;
  }

  /** What was asked so far. */
  public synchronized List<Asked> asked() {
    return List.copyOf(asked);
  }

  private void handle(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().startsWith(silent)) {
      answer(exchange);
      return;
    }
    try (exchange) {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String header = exchange.getRequestHeaders().getFirst("X-IDENTITY-HEADER");
      asked.add(
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              String.valueOf(exchange.getRequestURI().getQuery()),
              form,
              header != null
                  ? header
                  : String.valueOf(exchange.getRequestHeaders().getFirst("Metadata"))));
      String refusal = refusals.poll();
      boolean inSeconds = exchange.getRequestMethod().equals("POST");
      byte[] body =
          (refusal == null ? token(inSeconds, audience(exchange)) : refusal)
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(refusal == null ? 200 : 401, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** What a managed identity's token is asked for; storage where a form asks. */
  private static String audience(HttpExchange exchange) {
    Matcher asked = RESOURCE.matcher(String.valueOf(exchange.getRequestURI().getQuery()));
    return asked.find() ? asked.group(1) : "https://storage.azure.com";
  }

  /** A managed identity's answer tells when the token ends, Entra ID's in how many seconds. */
  private String token(boolean inSeconds, String audience) {
    Instant now = clock.instant();
    String claims =
        """
        {"aud":"%3$s","iss":"https://sts.windows.net/tenant/",\
        "iat":%1$d,"nbf":%1$d,"exp":%2$d}"""
            .formatted(
                now.minusSeconds(7200).getEpochSecond(), now.plus(life).getEpochSecond(), audience);
    String jwt = part("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + part(claims) + "." + part("-");
    // To whoever asks, a token that is over already looks alive, as after a long sleep.
    long shown = life.isNegative() ? 3600 : life.toSeconds();
    return inSeconds
        ? "{\"token_type\":\"Bearer\",\"expires_in\":%d,\"access_token\":\"%s\"}"
            .formatted(shown, jwt)
        : "{\"token_type\":\"Bearer\",\"expires_on\":\"%d\",\"access_token\":\"%s\"}"
            .formatted(now.getEpochSecond() + shown, jwt);
  }

  private static String part(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
