package io.fairlead.benchmarks.detection;

import io.fairlead.fleet.Node;
import io.fairlead.fleet.Region;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The peers' settings: HAProxy checks the nodes, the name servers check the floating addresses.
 *
 * @param range the first two numbers of the fleet's addresses
 * @param regions whose nodes HAProxy balances, by their floating address
 * @param names what the name servers answer
 */
record PeerView(String range, Map<String, Region> regions, List<Failover> names) {
  private static final String SOA =
      """
      $ORIGIN demo.test.
      @ 5 IN SOA ns1 hostmaster 1 7200 1800 259200 900
      @ 5 IN NS ns1
      ns1 5 IN A 127.0.0.1
      """;

  /** One name: the address it has at first, and the one that stands in. */
  record Failover(String label, String primary, String secondary) {}

  String haproxy() {
    return """
    defaults
      mode http
      timeout connect 500ms
      timeout client 5s
      timeout server 5s
      timeout check 500ms
      option httpchk GET /health
      default-server inter 2s fastinter 200ms fall 3 rise 2
    """
        + regions.entrySet().stream()
            .map(entry -> listen(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining());
  }

  /** The stick table keeps it on the node it moved to, as a floating address stays. */
  private static String listen(String front, Region region) {
    StringBuilder text = new StringBuilder("listen " + region.name() + "\n");
    text.append("  bind ").append(Peer.proxied(front)).append(":8080\n");
    text.append("  stick-table type ip size 1 nopurge\n  stick on dst\n");
    String backup = "";
    for (Node node : region.nodes().values()) {
      text.append("  server %s %s:8080 check%s%n".formatted(node.name(), node.host(), backup));
      backup = " backup";
    }
    return text.toString();
  }

  String gdnsd(Path home) {
    return """
    options => { listen => %s:%d, run_dir => %s/run, state_dir => %s/state }
    service_types => { health => { plugin => http_status, port => 8080, url_path => /health,
      interval => 2, timeout => 1, up_thresh => 2, ok_thresh => 1, down_thresh => 3 } }
    plugins => { simplefo => {
    %s} }
    """
        .formatted(
            Peer.GDNSD.nameServer(range),
            Peer.DNS_PORT,
            home,
            home,
            lines(
                name ->
                    "  %s => { service_types => health, primary => %s, secondary => %s }%n"
                        .formatted(name.label(), name.primary(), name.secondary())));
  }

  String gdnsdZone() {
    return SOA + lines(name -> "%s 5 DYNA simplefo!%s%n".formatted(name.label(), name.label()));
  }

  String powerdns(Path home) {
    return """
    launch=bind
    bind-config=%s/named.conf
    local-address=%s
    local-port=%d
    socket-dir=%s
    enable-lua-records=yes
    lua-health-checks-interval=2
    cache-ttl=0
    query-cache-ttl=0
    negquery-cache-ttl=0
    """
        .formatted(home, Peer.POWERDNS.nameServer(range), Peer.DNS_PORT, home);
  }

  String powerdnsZones(Path home) {
    return "zone \"demo.test\" { type master; file \"" + home + "/demo.test\"; };\n";
  }

  String powerdnsZone() {
    return SOA
        + lines(
            name ->
                "%s 5 IN LUA A \"ifurlup('http://%s.demo.test:8080/health', {{'%s'}, {'%s'}}, {timeout=1})\"%n"
                    .formatted(name.label(), name.label(), name.primary(), name.secondary()));
  }

  private String lines(java.util.function.Function<Failover, String> line) {
    return names.stream().map(line).collect(Collectors.joining());
  }
}
