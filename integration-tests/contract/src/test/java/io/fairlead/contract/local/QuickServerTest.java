package io.fairlead.contract.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.local.http.QuickServer;
import io.fairlead.local.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions as bytes, and what is answered to those that are none. */
final class QuickServerTest {
  private QuickServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        QuickServer.start(
            new InetSocketAddress("127.0.0.1", 0),
            asked ->
                Reply.bytes(
                    Map.of(),
                    (asked.method() + " " + asked.path() + " " + text(asked.body()))
                        .getBytes(StandardCharsets.UTF_8)),
            () -> Instant.parse("2026-03-01T12:00:00Z"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Everything that comes back until the server hangs up. */
  private String said(String... pieces) throws IOException {
    try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(20_000);
      for (String piece : pieces) {
        socket.getOutputStream().write(piece.getBytes(StandardCharsets.ISO_8859_1));
      }
      socket.shutdownOutput();
      try (InputStream in = socket.getInputStream()) {
        return text(in.readAllBytes());
      }
    }
  }

  @Test
  void questions_on_one_connection_are_answered_in_their_order() throws IOException {
    assertThat(
            said(
                "POST /a?x=1 HTTP/1.1\r\nHost: h\r\nContent-Le",
                "ngth: 3\r\n\r\non",
                "eGET /b HTTP/1.1\r\nHost: h\r\n\r\nGET /c HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET /never HTTP/1.1\r\n\r\n"))
        .isEqualTo(
            "HTTP/1.1 200 \r\nDate: Sun, 01 Mar 2026 12:00:00 GMT\r\nContent-Length: 11\r\n\r\nPOST /a one"
                + "HTTP/1.1 200 \r\nDate: Sun, 01 Mar 2026 12:00:00 GMT\r\nContent-Length: 7\r\n\r\nGET /b "
                + "HTTP/1.1 200 \r\nDate: Sun, 01 Mar 2026 12:00:00 GMT\r\nContent-Length: 7\r\nConnection: close\r\n\r\nGET /c ");
  }

  @Test
  void an_asker_that_waits_is_told_to_go_on() throws IOException {
    assertThat(
            said(
                "POST /a HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\nConnection: close\r\n\r\n",
                "x"))
        .endsWith("POST /a x");
  }

  @Test
  void what_is_no_question_is_refused_and_ends_the_connection() throws IOException {
    String next = "GET /next HTTP/1.1\r\n\r\n";

    for (Map.Entry<String, Integer> each :
        Map.of(
                "GET\r\n\r\n",
                400,
                "GET x HTTP/1.1\r\n\r\n",
                400,
                "GET / HTTP/2.0\r\n\r\n",
                400,
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                411,
                "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
                400,
                "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                400,
                "POST / HTTP/1.1\r\nContent-Length: 9999\r\n\r\n",
                413,
                "GET / HTTP/1.1\r\nA : b\r\n\r\n",
                400,
                "GET / HTTP/1.1\r\n b\r\n\r\n",
                400,
                "GET / HTTP/1.1\r\nA: " + "b".repeat(9000) + "\r\n\r\n",
                431)
            .entrySet()) {
      assertThat(said(each.getKey(), next))
          .as(each.getKey())
          .startsWith("HTTP/1.1 " + each.getValue() + " ")
          .contains("Connection: close")
          .doesNotContain("/next");
    }
  }

  @Test
  void after_head_comes_the_length_of_a_body_and_no_body() throws IOException {
    assertThat(said("HEAD /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\nConnection: close\r\n\r\n"))
        .isEqualTo(
            "HTTP/1.1 200 \r\nDate: Sun, 01 Mar 2026 12:00:00 GMT\r\nContent-Length: 8\r\n\r\n"
                + "HTTP/1.1 200 \r\nDate: Sun, 01 Mar 2026 12:00:00 GMT\r\nContent-Length: 7\r\nConnection: close\r\n\r\nGET /b ");
  }

  @Test
  void half_a_question_is_answered_with_nothing() throws IOException {
    assertThat(said("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nabc")).isEmpty();
    assertThat(said("GET / HT")).isEmpty();
    assertThat(said("")).isEmpty();
  }
}
