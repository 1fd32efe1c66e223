package io.fairlead.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A topology that a user wrote: three regions in front of gateways of three makes, a service in all
 * of them, one over TLS in two, and one behind load balancers.
 */
record WrittenTopology(Network network, String text) {
  static final List<String> REGIONS = List.of("eu-west", "eu-north", "us-east");

  private static final String HEAD =
      """
      apiVersion: fairlead/v1
      fleet: gateways
      mode: act
      state: {directory: "FOLDER/state", register: quorum}
      probes:
        plain:  {http: {port: 8080, path: /health}, private: true}
        secure: {https: {port: 8443, path: /health, tls: {serverName: secure.demo.test, \
      trust: "FOLDER/secure.demo.test.crt"}}, private: true}
      regions:
      """;

  private static final String REGION =
      """
        NAME:
          cloud: local
          location: rack RACK
          jurisdiction: EU
          edge: {dns: "NET.53:5300", http: "NET.53:5380"}
          observer: {from: NET.1, http: "NET.1:5390"}
          probes: PROBES
          nodes: {gw-1: {interface: NET.11}, gw-2: {interface: NET.12}}
          floatingAddresses: {front: {address: NET.100, nodes: [gw-1, gw-2]}}
      """;

  private static final String TAIL =
      """
      services:
        orders:
          port: 8080
          routing: partitioned
          failover: automatic
          failback: {mode: ramp}
          partitions:
            eu: {name: eu.orders.demo.test, ttl: 5s, shares: {eu-west: 60, eu-north: 40}}
            us: {name: us.orders.demo.test, ttl: 5s, shares: {us-east: 100}}
          deployments:
            eu-west:  {floatingAddress: front, capacity: 500}
            eu-north: {floatingAddress: front, capacity: 500}
            us-east:  {floatingAddress: front, capacity: 500}
        secure:
          port: 8443
          routing: active-passive
          name: secure.demo.test
          ttl: 5s
          order: [eu-west, eu-north]
          failoverGroup: secure
          failover: automatic
          failback: {mode: ramp}
          deployments:
            eu-west:  {floatingAddress: front, capacity: 500}
            eu-north: {floatingAddress: front, capacity: 500}
        public:
          port: 8080
          routing: active-passive
          name: public.demo.test
          ttl: 5s
          order: [us-east, eu-west, eu-north]
          failoverGroup: public
          failover: automatic
          failback: {mode: ramp}
          deployments:
            eu-west:  {endpoints: [NET0.200], capacity: 500}
            eu-north: {endpoints: [NET1.200], capacity: 500}
            us-east:  {endpoints: [NET2.200], capacity: 500}
      safety:
        probe: {interval: 1s, timeout: 400ms, rise: 2}
        ramp: {cleanFor: 1s, steps: [50, 100], every: 1s}
        evacuation: {limit: 10, per: 1s}
        panic: {window: 2s}
        damping: {halfLife: 1s}
      """;

  /** The topology with its files below a folder. */
  static WrittenTopology in(Path folder) {
    Network network = Network.next();
    StringBuilder text = new StringBuilder(HEAD);
    for (int i = 0; i < REGIONS.size(); i++) {
      text.append(
          REGION
              .replace("NAME", REGIONS.get(i))
              .replace("RACK", Integer.toString(i))
              .replace("PROBES", i < 2 ? "[plain, secure]" : "[plain]")
              .replace("NET", net(network, i)));
    }
    String tail = TAIL;
    for (int i = 0; i < REGIONS.size(); i++) {
      tail = tail.replace("NET" + i, net(network, i));
    }
    return new WrittenTopology(
        network, text.append(tail).toString().replace("FOLDER", folder.toString()));
  }

  private static String net(Network network, int region) {
    return network.address(region, 0).replaceAll("\\.0$", "");
  }

  /** The same with a part of it written differently. */
  WrittenTopology with(String part, String other) {
    if (!text.contains(part)) {
      throw new IllegalArgumentException("no " + part + " in the topology");
    }
    return new WrittenTopology(network, text.replace(part, other));
  }

  /** Writes it to a file. */
  Path to(Path file) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String address(String region, int host) {
    return network.address(REGIONS.indexOf(region), host);
  }
}
