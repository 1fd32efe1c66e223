package io.fairlead.wiring.topology;

import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.FloatingAddress;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.Region;
import io.fairlead.wiring.yaml.Place;
import io.fairlead.wiring.yaml.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What starters and examples have where a fleet's own addresses, names and ids belong. No rule of a
 * topology: examples are valid, so it is told where somebody checks or deploys one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5737">RFC 5737</a>
 */
public final class Placeholders {
  private static final Pattern ADDRESS =
      Pattern.compile("(?:192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\.[0-9]{1,3}(?::[0-9]+)?");
  private static final Pattern NAME = Pattern.compile("(?:.*\\.)?example\\.(?:com|net|org)");
  private static final Pattern TOPIC = Pattern.compile(".*:111122223333:.*");
  private static final Pattern ACCOUNT = Pattern.compile("111122223333");
  private static final Pattern NETWORK = Pattern.compile("vpc-0[abc]1b2c3d4e5f60718");
  private static final Pattern STORAGE =
      Pattern.compile("fairlead(?:state|westeurope|germany|france)");
  private static final Pattern SUBSCRIPTION =
      Pattern.compile("00000000-0000-4000-8000-[0-9a-f]{12}");
  private static final Pattern INTERFACE = Pattern.compile("eni-0[abc]1b2c3d4e5f6000[0-9]");
  private static final Pattern ALLOCATION = Pattern.compile("eipalloc-0[abc]1b2c3d4e5f60718");
  private static final String HOSTED_ZONE = "Z0123456789ABCDEFGHIJ";

  private Placeholders() {}

  /** One warning of anchors that nobody reaches; empty where there are none. */
  public static List<Problem> anchors(Topology topology) {
    List<String> left = left(topology.anchors().stream(), ADDRESS);
    return left.isEmpty()
        ? List.of()
        : List.of(
            Problem.warning(
                    new Place(0, 0, "anchors"),
                    "kept for documentation, where nothing answers: an observer that reaches no"
                        + " anchor is blind and abstains")
                .found(String.join(", ", left))
                .allowed("addresses outside the fleet that its regions reach"));
  }

  /** All that is left, in one sentence; empty where nothing is. */
  public static Optional<String> sentence(Topology topology) {
    SequencedMap<String, List<String>> left = new java.util.LinkedHashMap<>();
    left.put("anchors", left(topology.anchors().stream(), ADDRESS));
    left.put("addresses", left(addresses(topology), ADDRESS));
    left.put("interfaces", left(interfaces(topology), INTERFACE));
    left.put("allocations", left(allocations(topology), ALLOCATION));
    left.put("names", left(names(topology), NAME));
    left.put(
        "hosted zones",
        topology.zones().entrySet().stream()
            .filter(
                zone ->
                    zone.getValue() instanceof ZoneHost.Route53 host
                        && host.hostedZone().equals(HOSTED_ZONE))
            .map(zone -> HOSTED_ZONE + " of " + zone.getKey())
            .toList());
    left.put("subscriptions", left(subscriptions(topology), SUBSCRIPTION));
    left.put(
        "accounts",
        left(aws(topology).flatMap(each -> Stream.ofNullable(each.account())), ACCOUNT));
    left.put(
        "networks", left(aws(topology).flatMap(each -> Stream.ofNullable(each.vpc())), NETWORK));
    left.put(
        "storage accounts", left(azure(topology).map(each -> each.storage().account()), STORAGE));
    left.put("topics", left(topics(topology), TOPIC));
    left.values().removeIf(List::isEmpty);
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "placeholders are left, put in your own before you deploy: "
                + String.join("; ", left.entrySet().stream().map(Placeholders::counted).toList())
                + ".");
  }

  private static String counted(Map.Entry<String, List<String>> kind) {
    return kind.getKey() + " " + String.join(", ", kind.getValue());
  }

  private static List<String> left(Stream<String> texts, Pattern pattern) {
    return texts.filter(text -> pattern.matcher(text).matches()).distinct().sorted().toList();
  }

  private static Stream<String> addresses(Topology topology) {
    List<String> addresses = new ArrayList<>();
    for (Region region : topology.fleet().regions().values()) {
      region.nodes().values().forEach(node -> addresses.add(node.host()));
      region.floatingAddresses().values().forEach(each -> addresses.addAll(each.addresses()));
    }
    topology.fleet().deployments().map(Deployment::endpoints).forEach(addresses::addAll);
    return addresses.stream();
  }

  /** Without the private address on them. */
  private static Stream<String> interfaces(Topology topology) {
    return topology.fleet().regions().values().stream()
        .flatMap(region -> region.nodes().values().stream())
        .map(node -> node.interfaceId().replaceFirst("/.*", ""));
  }

  private static Stream<String> allocations(Topology topology) {
    return topology.fleet().regions().values().stream()
        .flatMap(region -> region.floatingAddresses().values().stream())
        .map(FloatingAddress::targetId);
  }

  private static Stream<String> names(Topology topology) {
    return Stream.concat(
        topology.zones().keySet().stream(), topology.fleet().partitions().map(Partition::dnsName));
  }

  private static Stream<CloudScope.Aws> aws(Topology topology) {
    return topology.clouds().values().stream()
        .flatMap(scope -> scope instanceof CloudScope.Aws aws ? Stream.of(aws) : Stream.empty());
  }

  private static Stream<CloudScope.Azure> azure(Topology topology) {
    return topology.clouds().values().stream()
        .flatMap(
            scope -> scope instanceof CloudScope.Azure azure ? Stream.of(azure) : Stream.empty());
  }

  private static Stream<String> subscriptions(Topology topology) {
    return Stream.concat(
        azure(topology).map(CloudScope.Azure::subscription),
        topology.zones().values().stream()
            .flatMap(
                host ->
                    switch (host) {
                      case ZoneHost.AzureDns dns -> Stream.of(dns.subscription());
                      case ZoneHost.TrafficManager profile -> Stream.of(profile.subscription());
                      case ZoneHost.Route53 _, ZoneHost.External _ -> Stream.empty();
                    }));
  }

  private static Stream<String> topics(Topology topology) {
    return topology.notices().stream()
        .flatMap(
            notice ->
                notice instanceof NotifySetting.Topic topic
                    ? Stream.of(topic.arn())
                    : Stream.empty());
  }
}
