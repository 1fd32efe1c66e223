package io.fairlead.emulators.lambda;

import io.fairlead.emulators.lambda.FleetInAws.Kept;
import java.util.List;

/** The topology of a fleet in AWS as its functions read it. */
record FleetText(FleetInAws fleet, Kept kept) {
  /** The whole file. */
  String text() {
    StringBuilder text =
        new StringBuilder(
            """
            apiVersion: fairlead/v1
            fleet: shop
            state: {STATE}
            probes:
              web: {http: {port: 18080, path: /, status: 200}, private: true}
            safety:
              probe: {interval: 10s, timeout: 800ms, rise: 2}
              freshness: 12
              ramp: {cleanFor: 10s, steps: [100], every: 10s}
              evacuation: {limit: 1, per: 30s}
              panic: {window: 20s}
              damping: {halfLife: 15s}
            """
                .replace("STATE", state()));
    text.append("notify:\n");
    fleet.topics().forEach(topic -> text.append("  - {sns: \"" + topic + "\"}\n"));
    text.append("zones:\n  shop.test:\n    route53:\n      hostedZone: " + fleet.zoneId);
    text.append("\n      checks:\n");
    for (int i = 1; i <= FleetInAws.REGIONS.size(); i++) {
      String region = FleetInAws.REGIONS.get(i - 1);
      text.append("        " + region + "/default: " + FleetInAws.check(i) + "\n");
    }
    text.append("regions:\n");
    for (int i = 1; i <= FleetInAws.REGIONS.size(); i++) {
      text.append(region(i));
    }
    text.append(
        """
        services:
          web:
            port: 18080
            routing: partitioned
            failover: automatic
            failback: {mode: manual}
            partitions:
              all: {name: all.shop.test, demand: 100, shares: {ireland: 50, frankfurt: 30, paris: 20}}
            deployments:
              ireland: {floatingAddress: front, capacity: 500}
              frankfurt: {floatingAddress: front, capacity: 500}
              paris: {floatingAddress: front, capacity: 500}
        """);
    return text.toString();
  }

  private String state() {
    return switch (kept) {
      case TABLES, BUCKETS -> "register: quorum";
      case GLOBAL_TABLE -> "register: global-table, table: " + FleetInAws.REGISTER;
    };
  }

  private String region(int number) {
    String region = FleetInAws.REGIONS.get(number - 1);
    String location = fleet.location(region);
    List<String> nodes = fleet.interfaces(region);
    return """
      %s:
        cloud: aws
        location: %s
        jurisdiction: EU
        aws: {table: %s, flags: {bucket: %s, access: %s}%s}
        probes: [web]
        nodes:
          gw-1: {interface: %s, host: %s}
          gw-2: {interface: %s, host: %s}
        floatingAddresses:
          front: {address: %s, allocation: %s, nodes: [gw-1, gw-2]}
    """
        .formatted(
            region,
            location,
            FleetInAws.TABLE,
            FleetInAws.FLAGS + location,
            kept == Kept.BUCKETS ? "private" : "public",
            kept == Kept.BUCKETS ? ", cell: {bucket: " + FleetInAws.CELLS + location + "}" : "",
            nodes.get(0),
            fleet.gateways.host(number, 1),
            nodes.get(1),
            fleet.gateways.host(number, 2),
            fleet.gateways.floating(number),
            fleet.allocation(region));
  }
}
