package io.fairlead.gateway;

import static io.fairlead.gateway.Orders.http;
import static io.fairlead.gateway.Orders.order;
import static io.fairlead.gateway.Orders.probe;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.Check;
import io.fairlead.fleet.StatusRange;
import io.fairlead.health.Outcome;
import io.fairlead.health.ProbeResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpProbeTest {
  private final GatewayProber prober = new GatewayProber(Clock.systemUTC());

  @AfterEach
  void close() {
    prober.close();
  }

  private ProbeResult answered(String answer) throws IOException {
    return answered(answer, null);
  }

  private ProbeResult answered(String answer, @org.jspecify.annotations.Nullable String contains)
      throws IOException {
    try (RawServer server = RawServer.answering(answer)) {
      return probe(prober, order(http(server.port(), "/ready", contains, Map.of())));
    }
  }

  @Test
  void expected_status_passes() throws IOException {
    ProbeResult result = answered("HTTP/1.1 204 No Content\r\n\r\n");

    assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(result.attempts()).isEqualTo(1);
    assertThat(result.failures()).isZero();
    assertThat(result.detail()).isEqualTo("status 204");
  }

  @Test
  void other_status_fails_with_what_was_expected() throws IOException {
    ProbeResult result = answered("HTTP/1.1 503 Draining\r\nContent-Length: 0\r\n\r\n");

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.refused()).isFalse();
    assertThat(result.detail()).isEqualTo("status 503, expected 200-299");
  }

  @Test
  void redirect_is_not_followed() throws IOException {
    ProbeResult result =
        answered("HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\n\r\n");

    assertThat(result.detail()).isEqualTo("status 302, expected 200-299");
  }

  @Test
  void interim_statuses_are_passed_over() throws IOException {
    ProbeResult result =
        answered("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\n\r\nbody");

    assertThat(result.detail()).isEqualTo("status 200");
  }

  @Test
  void endless_interim_statuses_fail() throws IOException {
    assertThat(answered("HTTP/1.1 100 Continue\r\n\r\n".repeat(50)).detail())
        .isEqualTo("answer has more than 8 interim statuses");
  }

  @Test
  void text_is_found_across_chunks() throws IOException {
    String chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "5;x=y\r\nstat:\r\n3\r\n ok\r\n0\r\nTrailer: t\r\n\r\n";

    assertThat(answered(chunked, "stat: ok").outcome()).isEqualTo(Outcome.PASSED);
    assertThat(answered(chunked, "stat: no").detail())
        .isEqualTo("\"stat: no\" is not in the first 8 bytes of the body");
  }

  @Test
  void text_that_overlaps_itself_is_found() throws IOException {
    assertThat(answered("HTTP/1.1 200 OK\r\n\r\naabaabaac", "aabaac").outcome())
        .isEqualTo(Outcome.PASSED);
  }

  @Test
  void body_cut_short_fails() throws IOException {
    assertThat(answered("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf").detail())
        .isEqualTo("answer ended inside its body");
    assertThat(answered("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhalf").detail())
        .isEqualTo("answer ended inside its body");
  }

  @Test
  void broken_answers_fail_in_words() throws IOException {
    assertThat(answered("SSH-2.0-OpenSSH_9.2\r\n").detail()).isEqualTo("answer is not HTTP/1.x");
    assertThat(answered("HTTP/2 200\r\n\r\n").detail()).isEqualTo("answer is not HTTP/1.x");
    assertThat(answered("HTTP/1.1 200\r\nno colon\r\n\r\n").detail())
        .isEqualTo("answer has a header line without a name");
    assertThat(answered("HTTP/1.1 200\r\nContent-Length: -1\r\n\r\n").detail())
        .isEqualTo("answer has no valid Content-Length");
    assertThat(answered("HTTP/1.1 200\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n").detail())
        .isEqualTo("answer has no valid Content-Length");
    assertThat(answered("HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n").detail())
        .isEqualTo("answer has no valid chunk size");
    assertThat(answered("").detail()).isEqualTo("server closed before it answered");
  }

  @Test
  void headers_beyond_their_bound_fail() throws IOException {
    assertThat(answered("HTTP/1.1 200 OK\r\nX: " + "x".repeat(20_000) + "\r\n\r\n").detail())
        .isEqualTo("headers exceed 16384 bytes");
    assertThat(answered("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(201) + "\r\n").detail())
        .isEqualTo("answer has more than 200 headers");
    assertThat(answered("HTTP/1.1 200 " + "x".repeat(20_000)).detail())
        .isEqualTo("headers exceed 16384 bytes");
  }

  @Test
  void body_beyond_its_bound_is_not_read() throws IOException {
    String body = "x".repeat(100) + "ok";
    try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\n\r\n" + body)) {
      Check.Http bounded =
          new Check.Http(
              server.port(),
              "GET",
              "/",
              List.of(new StatusRange(200, 200)),
              "ok",
              Map.of(),
              null,
              100);

      assertThat(probe(prober, order(bounded)).detail())
          .isEqualTo("\"ok\" is not in the first 100 bytes of the body");
    }
  }

  @Test
  void endless_body_passes_at_its_bound() throws IOException {
    try (RawServer server =
        new RawServer(
            (socket, _) -> {
              RawServer.readHead(socket);
              RawServer.write(socket, "HTTP/1.1 200 OK\r\n\r\n");
              while (!socket.isClosed()) {
                RawServer.write(socket, "x".repeat(8192));
              }
            })) {
      assertThat(probe(prober, order(http(server.port(), "/"))).outcome())
          .isEqualTo(Outcome.PASSED);
    }
  }

  @Test
  void head_request_waits_for_no_body() throws IOException {
    try (RawServer server =
        new RawServer(
            (socket, _) -> {
              RawServer.readHead(socket);
              RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            })) {
      Check.Http head =
          new Check.Http(
              server.port(),
              "HEAD",
              "/",
              List.of(new StatusRange(200, 200)),
              null,
              Map.of(),
              null,
              1);

      assertThat(probe(prober, order(head)).outcome()).isEqualTo(Outcome.PASSED);
    }
  }

  @Test
  void request_carries_host_defaults_and_set_headers() throws IOException {
    CompletableFuture<String> seen = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            (socket, _) -> {
              seen.complete(RawServer.head(socket));
              RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            })) {
      Map<String, String> headers = Map.of("host", "orders.example", "X-Token", "s3cret");
      probe(prober, order(http(server.port(), "/a?b=c", null, headers)));
    }

    assertThat(seen.join())
        .isEqualTo(
            "GET /a?b=c HTTP/1.1\r\nAccept: */*\r\nConnection: close\r\nHost: orders.example\r\n"
                + "User-Agent: fairlead-probe\r\nX-Token: s3cret\r\n\r\n");
  }

  @Test
  void header_with_a_line_break_is_never_sent_and_its_value_never_told() throws IOException {
    try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\n\r\n")) {
      Map<String, String> headers = Map.of("X-Token", "s3cret\r\nX-Admin: yes");
      var results =
          prober.probe(
              List.of(order(http(server.port(), "/", null, headers))),
              java.time.Instant.now().plusSeconds(30));

      assertThat(results).isEmpty();
      assertThat(prober.takeProblems())
          .containsExactly("header x-token of the probe has a forbidden character at position 6");
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void plain_http_answer_from_a_real_server_passes() throws IOException {
    com.sun.net.httpserver.HttpServer server =
        com.sun.net.httpserver.HttpServer.create(
            new java.net.InetSocketAddress(Orders.LOOPBACK, 0), 0);
    byte[] body = "{\"message\":\"ready\"}".getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/status/ready",
        exchange -> {
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      int port = server.getAddress().getPort();
      var ready = http(port, "/status/ready", "\"ready\"", Map.of());

      assertThat(probe(prober, order(ready)).outcome()).isEqualTo(Outcome.PASSED);
      assertThat(probe(prober, order(http(port, "/none"))).detail())
          .isEqualTo("status 404, expected 200-299");
    } finally {
      server.stop(0);
    }
  }
}
