package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.Check;
import io.fairlead.fleet.Probe;
import java.time.Duration;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** Every kind of probe is read; what makes no sense, or what the prober would refuse, is told. */
final class RefusedProbesTest {
  private static final String ORDERS = "orders: {http: {port: 8080, path: /health, status: 200}";

  private static Edited orders(String check) {
    return Edited.threeRegions().with(ORDERS, "orders: {" + check);
  }

  private static Check check(String check) {
    SortedMap<String, Probe> probes = orders(check).valid().fleet().probes();
    return probes.values().stream()
        .filter(probe -> probe.name().equals("orders"))
        .findFirst()
        .orElseThrow()
        .check();
  }

  @Test
  void tcp_has_a_port() {
    assertThat(check("tcp: {port: 8080}")).isEqualTo(new Check.Tcp(8080));
  }

  @Test
  void tls_has_everything_of_a_handshake() {
    assertThat(
            check(
                "tls: {port: 8080, serverName: a.test, trust: /ca, clientCertificate: /c,"
                    + " clientKey: /k, minimumValidity: 14d}"))
        .isInstanceOfSatisfying(
            Check.Tls.class,
            tls -> {
              assertThat(tls.tls().minimumValidity()).isEqualTo(Duration.ofDays(14));
              assertThat(tls.tls().toString()).contains("a.test", "/ca", "/c", "/k");
            });
  }

  @Test
  void http_has_statuses_body_headers_method_and_a_bound() {
    assertThat(
            check(
                "http: {port: 8080, path: \"/h?x=1\", method: GET, status: [200, \"300-399\"],"
                    + " body: {contains: ok}, headers: {Host: a.test}, maxBytes: 99}"))
        .hasToString(
            "Http[port=8080, method=GET, path=/h?x=1, statuses=[200, 300-399], bodyContains=ok,"
                + " headers={Host=a.test}, tls=null, maxBytes=99]");
  }

  @Test
  void https_without_further_keys_has_the_defaults() {
    assertThat(check("https: {port: 8080}"))
        .hasToString(
            "Http[port=8080, method=GET, path=/, statuses=[200-299], bodyContains=null, headers={},"
                + " tls=TlsExpectation[serverName=null, trust=null, clientCertificate=null,"
                + " clientKey=null, minimumValidity=PT0S], maxBytes=65536]");
  }

  @Test
  void a_probe_asks_exactly_one_thing() {
    assertThat(orders("tcp: {port: 8080}, http: {port: 8080}").errors())
        .containsExactly("probes.orders: exactly one of http, https, tcp, tls; found http and tcp");
    assertThat(orders("private: false").errors())
        .anyMatch(text -> text.contains("exactly one of http, https, tcp, tls; found none"));
  }

  @Test
  void a_body_of_a_head_request_is_refused() {
    assertThat(orders("http: {port: 8080, method: HEAD, body: {contains: ok}}").errors())
        .containsExactly("probes.orders.http.body: the answer to a HEAD request has no body");
  }

  @Test
  void a_range_of_statuses_that_ends_before_it_begins_is_refused() {
    assertThat(orders("http: {port: 8080, status: [200, 499-400]}").errors())
        .containsExactly("probes.orders.http.status[1]: the range ends before it begins");
  }

  @Test
  void a_client_certificate_without_its_key_is_refused() {
    assertThat(orders("https: {port: 8080, tls: {clientCertificate: /c}}").errors())
        .containsExactly(
            "probes.orders.https.tls: 'clientCertificate' and 'clientKey' go together");
  }

  @Test
  void a_probe_listed_twice_in_a_region_is_refused() {
    assertThat(
            Edited.threeRegions()
                .once("[ready, orders, portal]", "[ready, ready, portal]")
                .errors())
        .containsExactly("regions.eu-west.probes[1]: probe 'ready' is listed twice");
  }

  @Test
  void a_node_listed_twice_at_an_address_is_refused() {
    assertThat(Edited.threeRegions().once("nodes: [gw-1, gw-2]", "nodes: [gw-1, gw-1]").errors())
        .containsExactly(
            "regions.eu-west.floatingAddresses.front.nodes[1]: node 'gw-1' is listed twice");
  }

  @Test
  void a_private_node_needs_a_private_probe() {
    assertThat(
            Edited.threeRegions()
                .once("answers: serving, private: true}", "answers: serving}")
                .errors())
        .hasSize(6)
        .contains(
            "regions.eu-west.nodes.gw-1.interface: probe 'ready' may not touch it: address"
                + " 127.10.1.11 is loopback, which needs private: true on the probe");
  }

  @Test
  void a_private_floating_address_needs_a_private_probe() {
    String text =
        Edited.threeRegions()
            .with(
                "portal: {http: {port: 8081, path: /health, status: 200}, answers: serving,"
                    + " private: true}",
                "portal: {http: {port: 8081, path: /health, status: 200}}")
            .text();

    assertThat(new Edited(text).errors())
        .contains(
            "regions.eu-west.floatingAddresses.front.address: probe 'portal' may not touch it:"
                + " address 127.10.1.100 is loopback, which needs private: true on the probe");
  }

  @Test
  void a_link_local_node_is_refused_whatever_the_probe_says() {
    assertThat(Edited.threeRegions().once("127.10.1.12", "169.254.169.254").errors())
        .contains(
            "regions.eu-west.nodes.gw-2.interface: probe 'ready' may not touch it: address"
                + " 169.254.169.254 is never probed: link-local");
  }
}
