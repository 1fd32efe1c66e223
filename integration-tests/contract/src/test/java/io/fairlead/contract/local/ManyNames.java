package io.fairlead.contract.local;

import io.fairlead.fleet.Fleet;
import io.fairlead.local.client.Answer;
import io.fairlead.local.http.Json;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.TopologyReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A fleet whose one zone has more records than a batch. */
final class ManyNames {
  private static final String HEAD =
      """
      apiVersion: fairlead/v1
      fleet: three-regions
      probes:
        orders: {http: {port: 8080, path: /health}, private: true}
      regions:
      """;
  private static final String REGION =
      """
        %1$s:
          cloud: local
          location: 127.9.%2$d.0/24
          jurisdiction: EU
          edge: {dns: "127.9.%2$d.53:5300", http: "127.9.%2$d.53:5380"}
          observer: {from: 127.9.%2$d.1, http: "127.9.%2$d.1:5390"}
          probes: [orders]
          nodes: {gw-1: {interface: 127.9.%2$d.11}, gw-2: {interface: 127.9.%2$d.12}}
          floatingAddresses: {front: {address: 127.9.%2$d.100, nodes: [gw-1, gw-2]}}
      """;
  private static final String SERVICE =
      """
      services:
        orders:
          port: 8080
          routing: partitioned
          failover: automatic
          zone: demo.test
          deployments:
            eu-west: {floatingAddress: front, capacity: 500}
            eu-north: {floatingAddress: front, capacity: 500}
            us-east: {floatingAddress: front, capacity: 500}
          partitions:
      """;
  private static final String PARTITION =
      "      p%1$d: {name: p%1$d.demo.test, shares: {eu-west: 50, eu-north: 30, us-east: 20}}\n";
  private static final String SAFETY =
      "safety: {probe: {interval: 700ms, timeout: 50ms, rise: 1}}\n";

  private ManyNames() {}

  /** Three regions and one service of so many partitions. */
  static Fleet fleet(int names) {
    StringBuilder text = new StringBuilder(HEAD);
    for (int i = 0; i < Edges.REGIONS.size(); i++) {
      text.append(REGION.formatted(Edges.REGIONS.get(i), i + 1));
    }
    text.append(SERVICE);
    for (int i = 0; i < names; i++) {
      text.append(PARTITION.formatted(i));
    }
    text.append(SAFETY);
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return switch (TopologyReader.read(bytes, Path.of("."), _ -> null)) {
      case ReadTopology.Valid(var topology, _) -> topology.fleet();
      case ReadTopology.Invalid(var problems) -> throw new AssertionError(problems.toString());
    };
  }

  /** Epoch and digest of a zone as an edge tells them. */
  static String digest(Answer answer) {
    if (!(answer instanceof Answer.Got got)) {
      throw new AssertionError(answer.toString());
    }
    var zone = Json.parse(got.body());
    return zone.path("epoch").asString() + " " + zone.path("digest").asString();
  }
}
