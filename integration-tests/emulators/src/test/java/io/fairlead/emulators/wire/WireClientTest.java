package io.fairlead.emulators.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.aws.wire.WireAnswer;
import io.fairlead.aws.wire.WireClient;
import io.fairlead.aws.wire.WireRequest;
import io.fairlead.parts.SelfSigned;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WireClientTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final String HELLO =
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nETag: \"e\"\r\n\r\nhello";

  private WireClient client = new WireClient(LONG, LONG);

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void a_connection_whose_answer_was_read_to_its_end_serves_the_next_request() throws IOException {
    try (Scripted server = serving(line -> twice(line, HELLO))) {
      assertThat(read("GET", server.at("/a%20b?c"))).isEqualTo("hello");
      WireAnswer second = client.send(request("GET", server.at("/x"), null), LONG);
      assertThat(second.header("etag")).contains("\"e\"");
      assertThat(second.length()).isEqualTo(5);
      assertThat(server.connections()).isOne();
      assertThat(server.asked())
          .contains("GET /a%20b?c HTTP/1.1", "host: " + server.at("/").getAuthority());
    }
  }

  @Test
  void an_answer_that_says_so_ends_its_connection() throws IOException {
    String last = HELLO.replace("ETag: \"e\"", "Connection: close");
    try (Scripted server = serving(line -> line.answers(last), line -> line.answers(last))) {
      assertThat(read("GET", server.at("/"))).isEqualTo("hello");
      assertThat(read("GET", server.at("/"))).isEqualTo("hello");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void an_answer_that_is_left_before_its_end_is_cut() throws IOException {
    try (Scripted server = serving(WireClientTest::answeredAndLeft, line -> line.answers(HELLO))) {
      WireAnswer left = client.send(request("GET", server.at("/"), null), LONG);
      assertThat(left.content().read()).isEqualTo('h');
      left.content().close();
      assertThat(left.content().read()).isEqualTo(-1);
      assertThat(read("GET", server.at("/"))).isEqualTo("hello");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void a_read_on_a_kept_connection_that_the_server_has_closed_is_sent_on_a_new_one()
      throws IOException {
    try (Scripted server = serving(line -> line.answers(HELLO), line -> line.answers(HELLO))) {
      assertThat(read("GET", server.at("/1"))).isEqualTo("hello");
      assertThat(read("GET", server.at("/2"))).isEqualTo("hello");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void a_change_is_sent_once_whatever_becomes_of_the_connection() throws IOException {
    try (Scripted server = serving(WireClientTest::answeredThenDeaf, line -> line.answers(HELLO))) {
      assertThat(read("GET", server.at("/"))).isEqualTo("hello");
      assertThatThrownBy(() -> client.send(request("DELETE", server.at("/d"), null), LONG))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(SocketTimeoutException.class);
      assertThat(server.asked()).filteredOn(each -> each.startsWith("DELETE")).hasSize(1);
    }
  }

  @Test
  void an_answer_that_breaks_off_is_no_whole_one() throws IOException {
    String half = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello";
    String chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n5\r\nwo";
    try (Scripted server =
        serving(
            line -> line.answers(half),
            line -> line.answers(chunks),
            line -> line.answers("HTTP/1.1 200 OK\r\nConte"),
            line -> line.answers(""))) {
      for (int torn = 0; torn < 4; torn++) {
        assertThatThrownBy(() -> read("GET", server.at("/"))).isInstanceOf(EOFException.class);
      }
      assertThat(server.connections()).isEqualTo(4);
    }
  }

  @Test
  void parts_of_unknown_number_are_put_together_and_the_connection_is_kept() throws IOException {
    String chunks =
        "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "3;a=b\r\nhel\r\n2\r\nlo\r\n0\r\nTrailer: x\r\n\r\n";
    try (Scripted server = serving(line -> twice(line, chunks))) {
      assertThat(read("GET", server.at("/"))).isEqualTo("hello");
      assertThat(read("GET", server.at("/"))).isEqualTo("hello");
      assertThat(server.connections()).isOne();
    }
  }

  @Test
  void an_answer_without_a_length_ends_with_its_connection() throws IOException {
    try (Scripted server = serving(line -> line.answers("HTTP/1.1 200 OK\r\n\r\nhello"))) {
      assertThat(read("GET", server.at("/"))).isEqualTo("hello");
    }
  }

  @Test
  void an_answer_to_a_head_has_a_length_and_no_content() throws IOException {
    try (Scripted server =
        serving(line -> twice(line, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"))) {
      for (int turn = 0; turn < 2; turn++) {
        WireAnswer answer = client.send(request("HEAD", server.at("/"), null), LONG);
        assertThat(answer.length()).isEqualTo(5);
        assertThat(answer.content().read()).isEqualTo(-1);
      }
      assertThat(server.connections()).isOne();
    }
  }

  @Test
  void what_a_server_says_before_its_answer_is_passed_over() throws IOException {
    try (Scripted server =
        serving(
            line ->
                line.answers(
                    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 x\r\nA: b\r\n\r\n" + HELLO))) {
      assertThat(read("PUT", server.at("/"))).isEqualTo("hello");
    }
  }

  @Test
  void nobody_is_followed_elsewhere() throws IOException {
    String elsewhere =
        "HTTP/1.1 307 x\r\nLocation: http://localhost:1/\r\nContent-Length: 0\r\n\r\n";
    try (Scripted server = serving(line -> line.answers(elsewhere))) {
      WireAnswer answer = client.send(request("GET", server.at("/"), null), LONG);
      assertThat(answer.status()).isEqualTo(307);
      assertThat(answer.isSuccess()).isFalse();
    }
  }

  @Test
  void a_server_that_does_not_answer_is_given_up_at_the_limit() throws IOException {
    try (Scripted server = serving(Scripted.Line::untilLeft)) {
      assertThatThrownBy(() -> client.send(request("GET", server.at("/"), null), SHORT))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessage("no answer within PT0.1S");
    }
  }

  @Test
  void a_server_that_takes_no_more_is_given_up_at_the_limit() throws IOException {
    try (Scripted server = serving(Scripted.Line::held)) {
      byte[] much = new byte[64 << 20];
      WireRequest.Content content =
          new WireRequest.Content(new ByteArrayInputStream(much), much.length);
      WireRequest put = new WireRequest("PUT", server.at("/"), Map.of(), content);
      assertThatThrownBy(() -> client.send(put, SHORT)).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void a_server_that_falls_silent_within_its_answer_is_given_up() throws IOException {
    client.close();
    client = new WireClient(LONG, SHORT);
    try (Scripted server = serving(WireClientTest::half)) {
      assertThatThrownBy(() -> read("GET", server.at("/")))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void a_server_that_refuses_an_upload_before_its_end_is_heard() throws IOException {
    String refusal = "HTTP/1.1 403 Forbidden\r\nContent-Length: 4\r\n\r\nnone";
    try (Scripted server = serving(line -> line.answers(refusal))) {
      byte[] much = new byte[1 << 16];
      WireRequest.Content content =
          new WireRequest.Content(new ByteArrayInputStream(much), much.length);
      WireAnswer answer =
          client.send(new WireRequest("PUT", server.at("/"), Map.of(), content), LONG);
      assertThat(answer.status()).isEqualTo(403);
    }
  }

  @Test
  void content_that_ends_early_ends_its_request() throws IOException {
    try (Scripted server = serving(Scripted.Line::untilLeft)) {
      WireRequest.Content content =
          new WireRequest.Content(new ByteArrayInputStream(new byte[3]), 4);
      WireRequest put = new WireRequest("PUT", server.at("/"), Map.of(), content);
      assertThatThrownBy(() -> client.send(put, LONG)).hasMessage("the content ends 1 bytes early");
    }
  }

  @Test
  void what_would_end_a_header_is_not_sent() throws IOException {
    try (Scripted server = serving(Scripted.Line::untilLeft)) {
      WireRequest request =
          new WireRequest("GET", server.at("/"), Map.of("if-match", "a\r\nb: c"), null);
      assertThatThrownBy(() -> client.send(request, LONG))
          .hasMessage("the header if-match has a character that cannot be sent");
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void an_answer_of_something_else_is_told() throws IOException {
    try (Scripted server =
        serving(
            line -> line.answers("SSH-2.0-x\r\n\r\n"),
            line -> line.answers("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"),
            line -> line.answers("HTTP/1.1 200 OK\r\n: b\r\n\r\n"),
            line -> line.answers("HTTP/1.1 200 OK\r\nA: " + "b".repeat(70_000)))) {
      for (int turn = 0; turn < 4; turn++) {
        assertThatThrownBy(() -> read("GET", server.at("/")))
            .isInstanceOf(IOException.class)
            .hasMessageStartingWith("an answer ");
      }
    }
  }

  @Test
  void a_certificate_is_trusted_and_of_the_servers_name(@TempDir Path folder)
      throws IOException, GeneralSecurityException {
    KeyStore right = SelfSigned.store(folder, "localhost");
    KeyStore other = SelfSigned.store(folder, "other");
    try (Scripted server = encrypted(right, line -> twice(line, HELLO))) {
      trusting(right);
      assertThat(read("GET", server.at("https", "/"))).isEqualTo("hello");
      assertThat(read("GET", server.at("https", "/"))).isEqualTo("hello");
      assertThat(server.connections()).isOne();
    }
    try (Scripted server = encrypted(other, line -> line.answers(HELLO))) {
      trusting(other);
      assertThatThrownBy(() -> read("GET", server.at("https", "/")))
          .isInstanceOf(SSLException.class);
    }
    try (Scripted server = encrypted(right, line -> line.answers(HELLO))) {
      trusting(other);
      assertThatThrownBy(() -> read("GET", server.at("https", "/")))
          .isInstanceOf(SSLException.class);
    }
  }

  private void trusting(KeyStore store) throws GeneralSecurityException {
    client.close();
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    client = new WireClient(LONG, LONG, context::getSocketFactory);
  }

  private static Scripted encrypted(KeyStore keys, Scripted.Talk... talks)
      throws IOException, GeneralSecurityException {
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, SelfSigned.PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return new Scripted(
        context
            .getServerSocketFactory()
            .createServerSocket(0, 8, InetAddress.getByName("localhost")),
        talks);
  }

  private static Scripted serving(Scripted.Talk... talks) throws IOException {
    return new Scripted(new ServerSocket(0, 8, InetAddress.getByName("localhost")), talks);
  }

  private static void twice(Scripted.Line line, String answer) throws IOException {
    line.answers(answer);
    line.answers(answer);
  }

  private static void answeredAndLeft(Scripted.Line line) throws IOException {
    line.answers(HELLO);
    line.untilLeft();
  }

  /** Hears the second request and hangs up. */
  private static void answeredThenDeaf(Scripted.Line line) throws IOException {
    line.answers(HELLO);
    line.heard();
  }

  private static void half(Scripted.Line line) throws IOException {
    line.answers("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
    line.untilLeft();
  }

  private String read(String method, URI at) throws IOException {
    String content = method.equals("PUT") ? "content" : null;
    WireAnswer answer = client.send(request(method, at, content), LONG);
    try (var body = answer.content()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static WireRequest request(String method, URI at, @Nullable String content) {
    byte[] bytes = content == null ? new byte[0] : content.getBytes(StandardCharsets.UTF_8);
    return new WireRequest(
        method,
        at,
        Map.of("x-a", "b"),
        content == null
            ? null
            : new WireRequest.Content(new ByteArrayInputStream(bytes), bytes.length));
  }
}
