package io.fairlead.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnchorsTest {
  private static final Duration OFFSET = Duration.ofMillis(1234);

  private final GatewayProber prober = new GatewayProber(Clock.systemUTC());

  @AfterEach
  void close() {
    prober.close();
  }

  private Anchors anchors(String... anchors) {
    return new Anchors(prober, List.of(anchors), null, () -> Optional.of(OFFSET));
  }

  private static Instant soon() {
    return Instant.now().plusSeconds(30);
  }

  @Test
  void no_anchor_declared_is_sighted_and_tells_the_clock_offset() {
    var result = anchors().check(soon());

    assertThat(result.sighted()).isTrue();
    assertThat(result.clockOffset()).contains(OFFSET);
  }

  @Test
  void one_answer_is_enough() throws IOException {
    try (RawServer server = RawServer.answering("")) {
      var result = anchors("127.0.0.1:" + closedPort(), "127.0.0.1:" + server.port()).check(soon());

      assertThat(result.sighted()).isTrue();
      assertThat(result.detail()).isEqualTo("1 of 2 anchors answer");
    }
  }

  @Test
  void any_status_of_a_url_is_an_answer() throws IOException {
    try (RawServer server = RawServer.answering("HTTP/1.1 503 Busy\r\n\r\n")) {
      assertThat(anchors("http://127.0.0.1:" + server.port() + "/x").check(soon()).sighted())
          .isTrue();
    }
  }

  @Test
  void no_answer_is_blind_and_says_why() throws IOException {
    String anchor = "127.0.0.1:" + closedPort();
    var result = anchors(anchor).check(soon());

    assertThat(result.sighted()).isFalse();
    assertThat(result.detail()).isEqualTo("no anchor answers: " + anchor + " refused");
  }

  @Test
  void no_time_is_blind() {
    var result = anchors("127.0.0.1:1").check(Instant.EPOCH);

    assertThat(result.sighted()).isFalse();
    assertThat(result.detail()).isEqualTo("no anchor answers: none could be asked in time");
  }

  @Test
  void unreadable_anchor_is_named() {
    assertThatThrownBy(() -> anchors("ftp://x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("anchor 'ftp://x' is neither host:port nor an http or https URL");
    assertThatThrownBy(() -> anchors("host:99999")).hasMessageContaining("99999");
  }

  @Test
  void address_of_six_is_read_in_brackets() {
    assertThat(Anchor.parse("[::1]:53").host()).isEqualTo("::1");
    assertThat(Anchor.parse("https://[::1]/ready").host()).isEqualTo("::1");
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
