package io.fairlead.wiring.aws.imports;

import io.fairlead.traffic.Weights;
import io.fairlead.wiring.aws.imports.ZoneImporter.FoundAddress;
import io.fairlead.wiring.region.Importer.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** What was taken over so far: a region is a set identifier in one location with one check. */
final class ImportedFleet {
  private static final int STORES = 3;

  /** Where a witness goes that the records do not ask for, the first that is free. */
  private static final List<String> WITNESSES =
      List.of("eu-west-1", "eu-central-1", "us-east-1", "us-west-2", "ap-southeast-1");

  private final SortedMap<String, Taken> regions = new TreeMap<>();
  private final SortedMap<String, Service> services = new TreeMap<>();

  private static final class Taken {
    private final String location;
    private final String check;
    private final SequencedMap<String, Address> addresses = new LinkedHashMap<>();

    Taken(String location, String check) {
      this.location = location;
      this.check = check;
    }
  }

  /**
   * One name.
   *
   * @param ttl of its records with values, in seconds; 0 = all are aliases
   * @param at by region, the Elastic IP or the load balancer's lines of a deployment
   */
  private record Service(
      String dnsName, long ttl, SortedMap<String, Integer> weights, Map<String, String> at) {}

  boolean isEmpty() {
    return services.isEmpty();
  }

  /** Why a record does not fit to those taken before. */
  Optional<String> objection(ResourceRecordSet set, String location) {
    Taken before = regions.get(set.setIdentifier());
    if (before == null) {
      return Optional.empty();
    }
    if (!before.location.equals(location)) {
      return Optional.of(
          "'" + set.setIdentifier() + "' stands for " + before.location + " in other records");
    }
    return before.check.equals(set.healthCheckId())
        ? Optional.empty()
        : Optional.of("another health check than the other records of " + set.setIdentifier());
  }

  /** Takes a name's records. */
  void take(String name, List<ResourceRecordSet> sets, Map<String, FoundAddress> found) {
    Map<String, String> at = new TreeMap<>();
    long ttl = 0;
    for (ResourceRecordSet set : sets) {
      Optional<AliasSet> alias = AliasSet.of(set);
      if (alias.isPresent()) {
        region(set, alias.get().location());
        at.put(set.setIdentifier(), balancer(alias.get(), sets));
      } else {
        String ip = set.resourceRecords().getFirst().value();
        FoundAddress address = Objects.requireNonNull(found.get(ip));
        region(set, address.location()).addresses.put(ip, address.address());
        at.put(set.setIdentifier(), ip);
        ttl = set.ttl();
      }
    }
    String label = name.substring(0, name.indexOf('.')).replaceAll("[^a-z0-9-]", "");
    String service = services.containsKey(label) ? label + "-" + services.size() : label;
    services.put(service, new Service(name, ttl, HomeWeights.of(sets, RRType.A), at));
  }

  private Taken region(ResourceRecordSet set, String location) {
    return regions.computeIfAbsent(
        set.setIdentifier(), any -> new Taken(location, set.healthCheckId()));
  }

  private static String balancer(AliasSet alias, List<ResourceRecordSet> sets) {
    boolean six =
        sets.stream()
            .anyMatch(
                set ->
                    set.type() == RRType.AAAA
                        && set.setIdentifier().equals(alias.set().setIdentifier()));
    return "loadBalancer: {name: %s, hostedZone: %s, ipAddressType: %s}"
        .formatted(alias.dnsName(), alias.target().hostedZoneId(), six ? "dualstack" : "ipv4");
  }

  /** The topology, in mode observe. */
  String yaml(Request request, String zone, String hostedZone) {
    StringBuilder text =
        new StringBuilder(
            """
            # Imported from zone %s. Declare demand and capacity as measured, nodes that are missing, real probes, and hosts
            # that the functions reach: outside a VPC no private address, so public ones, or 'aws.functions' of the region.
            apiVersion: fairlead/v1
            fleet: %s
            mode: observe
            state: {register: quorum, cells: [%s]}
            probes:
              serving: {tcp: {port: %d}, private: true}
            regions:
            """
                .formatted(zone, request.fleet(), String.join(", ", cells()), request.port()));
    regions.forEach((name, region) -> region(text, request.fleet(), name, region));
    witnesses().forEach((name, at) -> witness(text, request.fleet(), name, at));
    List<String> checks = new ArrayList<>();
    regions.forEach((name, region) -> checks.add(name + "/default: " + region.check));
    text.append(
        "zones:\n  %s: {route53: {hostedZone: %s, checks: {%s}}}\nservices:\n"
            .formatted(zone, hostedZone, String.join(", ", checks)));
    services.forEach((name, service) -> service(text, request, zone, Map.entry(name, service)));
    return text.toString();
  }

  private void region(StringBuilder text, String fleet, String name, Taken region) {
    head(text, fleet, name, region.location);
    text.append("    probes: [serving]\n");
    if (region.addresses.isEmpty()) {
      return;
    }
    text.append("    nodes:\n");
    StringBuilder floating = new StringBuilder("    floatingAddresses:\n");
    Map<String, String> nodes = new LinkedHashMap<>();
    int number = 1;
    for (var entry : region.addresses.entrySet()) {
      Address address = entry.getValue();
      String carrier = address.networkInterfaceId() + "/" + address.privateIpAddress();
      String node = nodes.computeIfAbsent(carrier, any -> "gw-" + (nodes.size() + 1));
      floating.append(
          "      front-%d: {address: %s, allocation: %s, nodes: [%s]}\n"
              .formatted(number++, entry.getKey(), address.allocationId(), node));
    }
    nodes.forEach(
        (carrier, node) ->
            text.append(
                "      %s: {interface: %s, host: %s}\n"
                    .formatted(node, carrier, carrier.substring(carrier.indexOf('/') + 1))));
    text.append(floating);
  }

  private void witness(StringBuilder text, String fleet, String name, String location) {
    head(text, fleet, name, location);
    text.append("    witness: true\n");
  }

  private void head(StringBuilder text, String fleet, String name, String location) {
    text.append(
        "  %s:\n    cloud: aws\n    location: %s\n    jurisdiction: %s\n"
            .formatted(name, location, location.substring(0, 2).toUpperCase(Locale.ROOT)));
    text.append(
        cells().contains(name)
            ? "    aws: {table: fairlead-%1$s, flags: {bucket: fairlead-%1$s-flags-%2$s}}\n"
                .formatted(fleet, location)
            : "    aws: {table: fairlead-%s}\n".formatted(fleet));
  }

  private void service(
      StringBuilder text, Request request, String zone, Map.Entry<String, Service> entry) {
    Service service = entry.getValue();
    List<String> shares = new ArrayList<>();
    Weights.toShares(service.weights())
        .forEach((region, share) -> shares.add(region + ": " + share));
    text.append(
        """
          %s:
            port: %d
            routing: partitioned
            failover: automatic
            failback: {mode: manual}
            partitions:
              all: {name: %s, zone: %s, %sdemand: 1, shares: {%s}}
            deployments:
        """
            .formatted(
                entry.getKey(),
                request.port(),
                service.dnsName(),
                zone,
                service.ttl() == 0 ? "" : "ttl: " + service.ttl() + "s, ",
                String.join(", ", shares)));
    service
        .at()
        .forEach(
            (region, reached) -> {
              List<String> all =
                  List.copyOf(Objects.requireNonNull(regions.get(region)).addresses.keySet());
              int number = all.indexOf(reached) + 1;
              String how = number == 0 ? reached : "floatingAddress: front-" + number;
              text.append("      %s: {%s, capacity: 1000}\n".formatted(region, how));
            });
  }

  /** The first three regions, witnesses after those that serve. */
  private List<String> cells() {
    List<String> all = new ArrayList<>(regions.keySet());
    all.addAll(witnesses().keySet());
    return all.subList(0, STORES);
  }

  /** As many as are missing to three regions in three locations. */
  private SortedMap<String, String> witnesses() {
    TreeSet<String> used = new TreeSet<>();
    regions.values().forEach(region -> used.add(region.location));
    SortedMap<String, String> witnesses = new TreeMap<>();
    for (String location : WITNESSES) {
      if (regions.size() + witnesses.size() < STORES && used.add(location)) {
        witnesses.put("witness-" + location, location);
      }
    }
    return witnesses;
  }
}
