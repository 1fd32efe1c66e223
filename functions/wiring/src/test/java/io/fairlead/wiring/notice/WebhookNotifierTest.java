package io.fairlead.wiring.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fairlead.port.Notifier.Notice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookNotifierTest {
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private volatile int status = 204;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void a_notice_of_a_wanted_kind_is_posted_and_others_are_not() {
    notifier("s3cret").send(List.of(notice("moved"), notice("silent")), soon());

    assertThat(bodies).hasSize(1);
    assertThat(bodies.getFirst())
        .contains("\"kind\":\"moved\"", "\"subject\":\"address/eu-west/front\"");
    assertThat(failures).isEmpty();
  }

  @Test
  void a_failing_webhook_is_told_without_its_secret_and_throws_nothing() {
    status = 500;

    notifier("s3cret").send(List.of(notice("moved")), soon());

    assertThat(failures).containsExactly("the webhook answered 500, 2xx was expected");
  }

  @Test
  void an_absent_webhook_is_told_without_its_secret_and_throws_nothing() {
    WebhookNotifier notifier = notifier("s3cret");
    server.stop(0);

    notifier.send(List.of(notice("moved")), soon());

    assertThat(failures).hasSize(1);
    assertThat(failures.getFirst()).contains("not reached").doesNotContain("s3cret");
  }

  private WebhookNotifier notifier(String token) {
    URI webhook =
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook?token=" + token);
    return new WebhookNotifier(webhook, Set.of("moved"), InstantSource.system(), failures::add);
  }

  private static Instant soon() {
    return Instant.now().plusSeconds(5);
  }

  private static Notice notice(String kind) {
    return new Notice(
        kind, "three-regions", "address/eu-west/front", "gw-1 to gw-2", Instant.EPOCH);
  }
}
