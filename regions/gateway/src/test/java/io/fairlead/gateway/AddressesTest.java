package io.fairlead.gateway;

import static io.fairlead.gateway.Orders.ONCE;
import static io.fairlead.gateway.Orders.PATIENT;
import static io.fairlead.gateway.Orders.http;
import static io.fairlead.gateway.Orders.order;
import static io.fairlead.gateway.Orders.probe;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.Check;
import io.fairlead.gateway.net.AddressRules;
import io.fairlead.health.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  private final GatewayProber prober = new GatewayProber(Clock.systemUTC());

  @AfterEach
  void close() {
    prober.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "2002:a9fe:a9fe::1",
        "::169.254.169.254",
        "fe80::1",
        "168.63.129.16",
        "fd00:ec2::254",
        "fd20:ce::254",
        "100.100.100.200",
        "192.0.0.192",
        "0.0.0.0",
        "0.1.2.3",
        "::",
        "224.0.0.1",
        "255.255.255.255",
        "ff02::1"
      })
  void never_probed_even_where_private_is_allowed(String address) {
    assertThat(AddressRules.refusal(InetAddress.ofLiteral(address), true)).isPresent();
    assertThat(AddressRules.refusal(InetAddress.ofLiteral(address), false)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.1.2",
        "::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:0a00:0001::",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "100.64.0.1",
        "198.18.0.1",
        "fc00::1",
        "fdab::1",
        "fec0::1"
      })
  void probed_only_where_private_is_allowed(String address) {
    assertThat(AddressRules.refusal(InetAddress.ofLiteral(address), true)).isEmpty();
    assertThat(AddressRules.refusal(InetAddress.ofLiteral(address), false))
        .hasValueSatisfying(phrase -> assertThat(phrase).endsWith("private: true on the probe"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "126.255.255.255",
        "128.0.0.1",
        "169.253.255.255",
        "169.255.0.1",
        "168.63.129.17",
        "2600::1",
        "2a01:4f8::1"
      })
  void public_address_is_probed(String address) {
    assertThat(AddressRules.refusal(InetAddress.ofLiteral(address), false)).isEmpty();
  }

  @Test
  void refused_address_fails_without_a_connection() throws IOException {
    try (RawServer server = RawServer.answering("")) {
      var result = probe(prober, Orders.publicOnly(order(new Check.Tcp(server.port()))));

      assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(result.refused()).isFalse();
      assertThat(result.detail())
          .isEqualTo("address 127.0.0.1 is loopback, which needs private: true on the probe");
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void name_is_resolved_and_its_addresses_are_checked() throws IOException {
    try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\n\r\n")) {
      var named = order(http(server.port(), "/"), "localhost", PATIENT, ONCE);

      assertThat(probe(prober, Orders.from("127.0.0.1", named)).outcome())
          .isEqualTo(Outcome.PASSED);
      assertThat(probe(prober, Orders.publicOnly(named)).detail()).contains("is loopback");
    }
  }

  @Test
  void name_that_does_not_exist_fails_in_words() {
    var named = order(new Check.Tcp(80), "no-such-host.invalid", PATIENT, ONCE);

    assertThat(probe(prober, named).detail())
        .isEqualTo("name no-such-host.invalid does not resolve");
  }

  @Test
  void connection_comes_from_the_source_address() throws IOException {
    CompletableFuture<String> peer = new CompletableFuture<>();
    try (RawServer server =
        new RawServer((socket, _) -> peer.complete(socket.getInetAddress().getHostAddress()))) {
      probe(prober, Orders.from("127.77.0.3", order(new Check.Tcp(server.port()))));

      assertThat(peer.join()).isEqualTo("127.77.0.3");
    }
  }

  @Test
  void source_address_that_is_not_ours_says_nothing_about_the_target() throws IOException {
    try (RawServer server = RawServer.answering("")) {
      var foreign = Orders.from("192.0.2.77", order(new Check.Tcp(server.port())));

      assertThat(prober.probe(List.of(foreign), Instant.now().plusSeconds(30))).isEmpty();
      assertThat(prober.takeProblems())
          .singleElement()
          .asString()
          .startsWith("cannot connect from 192.0.2.77: ");
    }
  }

  @Test
  void source_of_another_family_says_nothing_about_the_target() {
    var mixed = Orders.from("::1", order(new Check.Tcp(80)));

    assertThat(prober.probe(List.of(mixed), Instant.now().plusSeconds(30))).isEmpty();
    assertThat(prober.takeProblems())
        .containsExactly("source ::1 is not of the family of 127.0.0.1");
  }
}
