package io.fairlead.emulators.deviation;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.emulators.deviation.Probe.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * What Route 53 documents about batches that the director counts on.
 *
 * @param zones makes a zone of a name and answers its id
 */
record Route53Probes(AwsClients clients, Function<String, String> zones) {
  private static final String INVALID = "InvalidChangeBatch";
  private static final String NAME = "eu.probe.test.";

  /** A load balancer in Ireland, and the zone of AWS that its name lies in. */
  static final String BALANCER = "probe-1.eu-west-1.elb.amazonaws.com.";

  static final String BALANCER_ZONE = "Z32O12XQLNTSW2";

  SortedMap<String, Asked> all() {
    return new TreeMap<>(
        Map.ofEntries(
            Map.entry("route53 a batch is all or nothing", this::isAtomic),
            Map.entry("route53 DELETE must match exactly", this::mustMatch),
            Map.entry("route53 DELETE removes one set only", this::removesOne),
            Map.entry("route53 CREATE of what exists is refused", this::exists),
            Map.entry("route53 an unknown change has its own code", this::unknownChange),
            Map.entry("route53 weight 256 is refused", this::weight),
            Map.entry("route53 a bad address is refused", this::address),
            Map.entry("route53 a CNAME at the apex is refused", this::apex),
            Map.entry("route53 a simple set beside weighted ones is refused", this::simple),
            Map.entry("route53 an unknown health check is refused", this::check),
            Map.entry("route53 1,001 changes are refused", this::tooMany),
            Map.entry("route53 an UPSERT counts twice", this::upserts),
            Map.entry("route53 an alias is listed as it was made", this::listed),
            Map.entry("route53 DELETE of an alias must match exactly", this::aliasMustMatch),
            Map.entry("route53 an alias has no TTL", this::aliasTtl),
            Map.entry("route53 an alias leads into its target's zone", this::aliasZone)));
  }

  private Route53Client route53() {
    return clients.route53();
  }

  private String zone() {
    return zones.apply("probe.test");
  }

  private static ResourceRecordSet set(String region, long weight, String value) {
    return ResourceRecordSet.builder()
        .name(NAME)
        .type("A")
        .setIdentifier(region)
        .weight(weight)
        .ttl(60L)
        .resourceRecords(ResourceRecord.builder().value(value).build())
        .build();
  }

  private static Change change(String action, ResourceRecordSet set) {
    return Change.builder().action(action).resourceRecordSet(set).build();
  }

  private String code(String zone, Change... changes) {
    return Probe.code(
        () ->
            route53()
                .changeResourceRecordSets(
                    it -> it.hostedZoneId(zone).changeBatch(batch -> batch.changes(changes))));
  }

  private List<String> sets(String zone) {
    return route53()
        .listResourceRecordSets(it -> it.hostedZoneId(zone))
        .resourceRecordSets()
        .stream()
        .filter(set -> set.setIdentifier() != null)
        .map(set -> set.setIdentifier() + "=" + set.weight())
        .sorted()
        .toList();
  }

  private boolean isAtomic() {
    String zone = zone();
    code(zone, change("CREATE", set("west", 1, "192.0.2.1")));
    String code =
        code(
            zone,
            change("CREATE", set("east", 1, "192.0.2.2")),
            change("DELETE", set("north", 1, "192.0.2.3")));
    return code.equals(INVALID) && sets(zone).equals(List.of("west=1"));
  }

  private boolean mustMatch() {
    String zone = zone();
    code(zone, change("CREATE", set("west", 1, "192.0.2.1")));
    return code(zone, change("DELETE", set("west", 2, "192.0.2.1"))).equals(INVALID)
        && sets(zone).equals(List.of("west=1"));
  }

  private boolean removesOne() {
    String zone = zone();
    ResourceRecordSet west = set("west", 1, "192.0.2.1");
    ResourceRecordSet other = west.toBuilder().name("us.probe.test.").build();
    code(zone, change("CREATE", west), change("CREATE", other));
    return code(zone, change("DELETE", west)).isEmpty() && sets(zone).equals(List.of("west=1"));
  }

  private boolean exists() {
    String zone = zone();
    code(zone, change("CREATE", set("west", 1, "192.0.2.1")));
    return code(zone, change("CREATE", set("west", 2, "192.0.2.1"))).equals(INVALID);
  }

  private boolean unknownChange() {
    return Probe.code(() -> route53().getChange(it -> it.id("C0123456789ABCDEFGHIJ")))
        .equals("NoSuchChange");
  }

  private boolean weight() {
    return !code(zone(), change("CREATE", set("west", 256, "192.0.2.1"))).isEmpty();
  }

  private boolean address() {
    return code(zone(), change("CREATE", set("west", 1, "192.0.2.999"))).equals(INVALID);
  }

  private boolean apex() {
    ResourceRecordSet cname =
        ResourceRecordSet.builder()
            .name("probe.test.")
            .type("CNAME")
            .ttl(60L)
            .resourceRecords(ResourceRecord.builder().value("elsewhere.test.").build())
            .build();
    return code(zone(), change("CREATE", cname)).equals(INVALID);
  }

  private boolean simple() {
    ResourceRecordSet west = set("west", 1, "192.0.2.1");
    ResourceRecordSet simple = west.toBuilder().setIdentifier(null).weight(null).build();
    return code(zone(), change("CREATE", west), change("CREATE", simple)).equals(INVALID);
  }

  private boolean check() {
    ResourceRecordSet west =
        set("west", 1, "192.0.2.1").toBuilder()
            .healthCheckId("01234567-89ab-cdef-0123-456789abcdef")
            .build();
    return !code(zone(), change("CREATE", west)).isEmpty();
  }

  private static ResourceRecordSet alias(String zone, String name, boolean evaluates) {
    return ResourceRecordSet.builder()
        .name(NAME)
        .type("A")
        .setIdentifier("west")
        .weight(1L)
        .aliasTarget(to -> to.hostedZoneId(zone).dnsName(name).evaluateTargetHealth(evaluates))
        .build();
  }

  private boolean listed() {
    String zone = zone();
    ResourceRecordSet alias = alias(BALANCER_ZONE, "dualstack." + BALANCER, false);
    return code(zone, change("CREATE", alias)).isEmpty() && aliases(zone).equals(List.of(alias));
  }

  private List<ResourceRecordSet> aliases(String zone) {
    return route53()
        .listResourceRecordSets(it -> it.hostedZoneId(zone))
        .resourceRecordSets()
        .stream()
        .filter(set -> set.aliasTarget() != null)
        .toList();
  }

  /** One that evaluates its target's health is another record. */
  private boolean aliasMustMatch() {
    String zone = zone();
    ResourceRecordSet alias = alias(BALANCER_ZONE, BALANCER, false);
    code(zone, change("CREATE", alias));
    return code(zone, change("DELETE", alias(BALANCER_ZONE, BALANCER, true))).equals(INVALID)
        && aliases(zone).size() == 1
        && code(zone, change("DELETE", alias)).isEmpty();
  }

  private boolean aliasTtl() {
    ResourceRecordSet alias = alias(BALANCER_ZONE, BALANCER, false).toBuilder().ttl(60L).build();
    return code(zone(), change("CREATE", alias)).equals("InvalidInput");
  }

  private boolean aliasZone() {
    ResourceRecordSet alias = alias("Z215JYRZR1TBD5", BALANCER, false);
    return code(zone(), change("CREATE", alias)).equals(INVALID);
  }

  private boolean tooMany() {
    return code(zone(), many("CREATE", 1_001)).equals(INVALID);
  }

  private boolean upserts() {
    return code(zone(), many("UPSERT", 501)).equals(INVALID);
  }

  private static Change[] many(String action, int count) {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      changes.add(
          change(
              action,
              ResourceRecordSet.builder()
                  .name("n" + i + ".probe.test.")
                  .type("A")
                  .ttl(60L)
                  .resourceRecords(ResourceRecord.builder().value("192.0.2.1").build())
                  .build()));
    }
    return changes.toArray(Change[]::new);
  }
}
