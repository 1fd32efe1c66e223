package io.fairlead.gateway;

import static io.fairlead.gateway.Orders.https;
import static io.fairlead.gateway.Orders.order;
import static io.fairlead.gateway.Orders.probe;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.Check;
import io.fairlead.fleet.TlsExpectation;
import io.fairlead.health.Outcome;
import io.fairlead.health.ProbeResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsProbeTest {
  private static final String NAME = "dns:gateway.test";

  @TempDir private static @Nullable Path temporary;
  private @Nullable Certificates made;
  private final GatewayProber prober = new GatewayProber(Clock.systemUTC());

  @BeforeAll
  void make() {
    made =
        new Certificates(folder())
            .signed("good", NAME + ",ip:127.0.0.1", "-1d", 90)
            .signed("expired", NAME, "-30d", 20)
            .signed("soon", NAME, "-1d", 4)
            .signed("other", "dns:other.test", "-1d", 90)
            .signed("client", "dns:observer.test", "-1d", 90)
            .selfSigned("lone", NAME);
  }

  @AfterAll
  void close() {
    prober.close();
  }

  private static Path folder() {
    if (temporary == null) {
      throw new IllegalStateException("no folder was made");
    }
    return temporary;
  }

  private Certificates certificates() {
    if (made == null) {
      throw new IllegalStateException("no certificates were made");
    }
    return made;
  }

  private TlsExpectation expecting(@Nullable String name, Duration validity)
      throws IOException, GeneralSecurityException {
    return new TlsExpectation(name, certificates().certificate("authority"), null, null, validity);
  }

  private TlsExpectation usual() throws IOException, GeneralSecurityException {
    return expecting("gateway.test", Duration.ofDays(1));
  }

  private ProbeResult against(String shown, TlsExpectation tls)
      throws IOException, GeneralSecurityException {
    try (TlsServer server = new TlsServer(certificates().serving(shown), false)) {
      return probe(prober, order(https(server.port(), tls)));
    }
  }

  @Test
  void good_certificate_passes_and_the_server_name_is_sent() throws Exception {
    try (TlsServer server = new TlsServer(certificates().serving("good"), false)) {
      ProbeResult https = probe(prober, order(https(server.port(), usual())));
      ProbeResult tls = probe(prober, order(new Check.Tls(server.port(), usual())));

      assertThat(https.detail()).isEqualTo("status 200");
      assertThat(tls.outcome()).isEqualTo(Outcome.PASSED);
      assertThat(server.names().peek()).contains("gateway.test");
    }
  }

  @Test
  void older_protocol_version_passes_too() throws Exception {
    try (TlsServer server = new TlsServer(certificates().serving("good"), false, "TLSv1.2")) {
      assertThat(probe(prober, order(https(server.port(), usual()))).detail())
          .isEqualTo("status 200");
    }
  }

  @Test
  void address_is_matched_against_addresses_of_the_certificate() throws Exception {
    assertThat(against("good", expecting(null, Duration.ZERO)).outcome()).isEqualTo(Outcome.PASSED);
    assertThat(against("other", expecting(null, Duration.ZERO)).detail())
        .isEqualTo("certificate is not for 127.0.0.1");
  }

  @Test
  void expired_certificate_fails() throws Exception {
    assertThat(against("expired", usual()).detail()).isEqualTo("certificate expired");
  }

  @Test
  void expired_certificate_that_is_itself_trusted_fails() throws Exception {
    TlsExpectation pinned =
        new TlsExpectation(
            "gateway.test", certificates().certificate("expired"), null, null, Duration.ZERO);

    assertThat(against("expired", pinned).detail()).startsWith("certificate expired");
  }

  @Test
  void certificate_near_its_end_fails_with_both_numbers() throws Exception {
    assertThat(against("soon", expecting("gateway.test", Duration.ofDays(14))).detail())
        .matches("certificate expires in [23] days, at least 14 days wanted");
    assertThat(against("soon", usual()).outcome()).isEqualTo(Outcome.PASSED);
  }

  @Test
  void certificate_for_another_name_fails() throws Exception {
    assertThat(against("other", usual()).detail()).isEqualTo("certificate is not for gateway.test");
  }

  @Test
  void unknown_authority_fails() throws Exception {
    assertThat(against("lone", usual()).detail())
        .isEqualTo("certificate leads to no trusted authority");
  }

  @Test
  void platform_trust_does_not_know_a_private_authority() throws Exception {
    TlsExpectation platform = new TlsExpectation("gateway.test", null, null, null, Duration.ZERO);

    assertThat(against("good", platform).detail())
        .isEqualTo("certificate leads to no trusted authority");
  }

  @Test
  void client_certificate_is_shown_where_it_is_asked_for() throws Exception {
    TlsExpectation client =
        new TlsExpectation(
            "gateway.test",
            certificates().certificate("authority"),
            certificates().certificate("client"),
            certificates().key("client"),
            Duration.ZERO);
    SSLContext context = certificates().serving("good");
    try (TlsServer server = new TlsServer(context, true);
        TlsServer older = new TlsServer(context, true, "TLSv1.2")) {
      assertThat(probe(prober, order(https(server.port(), client))).detail())
          .isEqualTo("status 200");
      assertThat(probe(prober, order(https(older.port(), client))).detail())
          .isEqualTo("status 200");
      assertThat(probe(prober, order(https(server.port(), usual()))).outcome())
          .isEqualTo(Outcome.FAILED);
      assertThat(probe(prober, order(https(older.port(), usual()))).detail())
          .matches("server ended the TLS handshake: .*|connection reset by the server");
    }
  }

  @Test
  void no_session_is_resumed_so_every_probe_sees_the_certificate_of_now() throws Exception {
    for (String version : List.of("TLSv1.2", "TLSv1.3")) {
      try (TlsServer server = new TlsServer(certificates().serving("good"), false, version)) {
        probe(prober, order(https(server.port(), usual())));
        probe(prober, order(https(server.port(), usual())));

        assertThat(server.sessions()).hasSize(2).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void server_that_speaks_no_tls_fails_in_words() throws Exception {
    try (RawServer plain =
        new RawServer((socket, _) -> RawServer.write(socket, "HTTP/1.1 400 Bad\r\n\r\n"))) {
      assertThat(probe(prober, order(https(plain.port(), usual()))).detail())
          .isEqualTo("answer is not TLS");
    }
    try (RawServer closing = new RawServer((socket, _) -> socket.close())) {
      assertThat(probe(prober, order(https(closing.port(), usual()))).detail())
          .isIn("server closed during the TLS handshake", "connection reset by the server");
    }
  }

  @Test
  void handshake_that_stalls_times_out() throws Exception {
    try (RawServer silent = new RawServer((_, _) -> {})) {
      ProbeResult result =
          probe(
              prober,
              order(https(silent.port(), usual()), Orders.LOOPBACK, Orders.SHORT, Orders.USUAL));

      assertThat(result.outcome()).isEqualTo(Outcome.TIMED_OUT);
    }
  }

  @Test
  void trust_file_is_read_again_when_it_changes() throws Exception {
    Path trust = folder().resolve("trust.pem");
    Files.copy(Path.of(certificates().certificate("lone")), trust);
    Files.setLastModifiedTime(trust, java.nio.file.attribute.FileTime.from(Instant.EPOCH));
    TlsExpectation tls =
        new TlsExpectation("gateway.test", trust.toString(), null, null, Duration.ZERO);
    assertThat(against("good", tls).outcome()).isEqualTo(Outcome.FAILED);

    Files.writeString(trust, Files.readString(Path.of(certificates().certificate("authority"))));
    assertThat(against("good", tls).outcome()).isEqualTo(Outcome.PASSED);
  }

  @Test
  void missing_file_says_nothing_about_the_server() throws Exception {
    TlsExpectation tls =
        new TlsExpectation("gateway.test", "/nonexistent/ca.pem", null, null, Duration.ZERO);
    try (TlsServer server = new TlsServer(certificates().serving("good"), false)) {
      var results =
          prober.probe(List.of(order(https(server.port(), tls))), Instant.now().plusSeconds(30));

      assertThat(results).isEmpty();
      assertThat(prober.takeProblems())
          .containsExactly(
              "probes.ready is not tried: no file /nonexistent/ca.pem; put it right, or name"
                  + " another file under probes.ready.https.tls");
    }
  }
}
