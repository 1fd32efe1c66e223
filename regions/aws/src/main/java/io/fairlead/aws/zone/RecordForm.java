package io.fairlead.aws.zone;

import io.fairlead.fleet.LoadBalancer;
import io.fairlead.traffic.AliasTarget;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import io.fairlead.traffic.ZoneStamp;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** Records as the fleet has them and as Route 53 has them, exactly, both ways. */
final class RecordForm {
  /** How long a resolver may keep the epoch record: nobody but operators ask for it. */
  private static final long STAMP_TTL = 60;

  private RecordForm() {}

  /** The fleet's weighted record in a record set; empty where it is not the fleet's. */
  static Optional<WeightedRecord> weighted(HostedZone zone, ResourceRecordSet set) {
    Optional<RecordType> type = HostedZone.type(set.typeAsString());
    if (type.isEmpty() || set.weight() == null || set.setIdentifier() == null) {
      return Optional.empty();
    }
    RecordKey key = new RecordKey(name(set.name()), type.get(), set.setIdentifier());
    int weight = Math.toIntExact(set.weight());
    String check = set.healthCheckId() == null ? null : zone.checkName(set.healthCheckId());
    AliasTarget target = target(set);
    if (!zone.owns(key) || (set.ttl() == null && target == null)) {
      return Optional.empty();
    }
    if (target != null) {
      return Optional.of(WeightedRecord.alias(key, weight, target, check));
    }
    List<String> values =
        set.resourceRecords().stream().map(value -> bare(type.get(), value.value())).toList();
    return Optional.of(
        new WeightedRecord(key, Duration.ofSeconds(set.ttl()), weight, values, check));
  }

  /**
   * A record of an address type under one of the fleet's names that is not the fleet's: nobody
   * touches it, and it takes answers away; empty = it is none.
   */
  static Optional<String> stranger(HostedZone zone, ResourceRecordSet set) {
    boolean ours =
        HostedZone.type(set.typeAsString()).isEmpty()
            || !zone.names().contains(name(set.name()))
            || weighted(zone, set).isPresent();
    if (ours) {
      return Optional.empty();
    }
    String which = set.setIdentifier() == null ? "" : " '" + set.setIdentifier() + "'";
    String to = set.aliasTarget() == null ? "" : ", an alias to " + set.aliasTarget().dnsName();
    return Optional.of(name(set.name()) + " " + set.typeAsString() + which + to);
  }

  /**
   * What an alias leads to as the fleet makes them; null for one that leads to another record, a
   * distribution, a bucket, which is never the fleet's, and for a record with values.
   */
  private static @Nullable AliasTarget target(ResourceRecordSet set) {
    software.amazon.awssdk.services.route53.model.AliasTarget alias = set.aliasTarget();
    if (alias == null
        || set.type() == RRType.CNAME
        || LoadBalancer.location(alias.dnsName()).isEmpty()) {
      return null;
    }
    return new AliasTarget(
        alias.hostedZoneId(), alias.dnsName(), Boolean.TRUE.equals(alias.evaluateTargetHealth()));
  }

  /**
   * The record set of a weighted record.
   *
   * @throws IllegalArgumentException when its health check has a name and was never made
   */
  static ResourceRecordSet set(HostedZone zone, WeightedRecord record) {
    RecordKey key = record.key();
    ResourceRecordSet.Builder set =
        ResourceRecordSet.builder()
            .name(key.name() + ".")
            .type(RRType.fromValue(key.type().name()))
            .setIdentifier(key.setIdentifier())
            .weight((long) record.weight())
            .healthCheckId(checkId(zone, record.healthCheck()));
    AliasTarget alias = record.alias();
    if (alias != null) {
      return set.aliasTarget(
              to ->
                  to.hostedZoneId(alias.hostedZone())
                      .dnsName(alias.written())
                      .evaluateTargetHealth(alias.evaluatesHealth()))
          .build();
    }
    return set.ttl(record.ttl().toSeconds())
        .resourceRecords(
            record.values().stream()
                .map(value -> ResourceRecord.builder().value(full(key.type(), value)).build())
                .toList())
        .build();
  }

  /**
   * The record set of an alias as Route 53 lists it, where that is the record: a target has several
   * spellings, and a DELETE must have the one that is stored.
   */
  static ResourceRecordSet stored(
      HostedZone zone, WeightedRecord record, @Nullable ResourceRecordSet listed) {
    return listed != null && weighted(zone, listed).equals(Optional.of(record))
        ? listed
        : set(zone, record);
  }

  /** The record set of a new alias, in the spelling of the one that it replaces. */
  static ResourceRecordSet spelled(
      HostedZone zone, WeightedRecord record, @Nullable ResourceRecordSet listed) {
    ResourceRecordSet set = set(zone, record);
    AliasTarget alias = record.alias();
    AliasTarget before = listed == null ? null : target(listed);
    if (listed == null || alias == null || before == null) {
      return set;
    }
    String spelling = listed.aliasTarget().dnsName();
    return before.dnsName().equals(alias.dnsName())
        ? set.copy(it -> it.aliasTarget(set.aliasTarget().copy(to -> to.dnsName(spelling))))
        : set;
  }

  /** The record set of a stamp. */
  static ResourceRecordSet set(String zone, ZoneStamp stamp) {
    return ResourceRecordSet.builder()
        .name(ZoneStamp.name(zone) + ".")
        .type(RRType.TXT)
        .ttl(STAMP_TTL)
        .resourceRecords(ResourceRecord.builder().value('"' + stamp.text() + '"').build())
        .build();
  }

  /** The stamp in a record set; empty where it holds none. */
  static Optional<ZoneStamp> stamp(ResourceRecordSet set) {
    List<ResourceRecord> values = set.resourceRecords();
    if (values.size() != 1) {
      return Optional.empty();
    }
    String value = values.getFirst().value();
    return value.length() > 2 && value.startsWith("\"") && value.endsWith("\"")
        ? ZoneStamp.parse(value.substring(1, value.length() - 1))
        : Optional.empty();
  }

  /** A name as Route 53 gives it, without trailing dot, in lower case, its escapes undone. */
  static String name(String route53) {
    String bare = route53.endsWith(".") ? route53.substring(0, route53.length() - 1) : route53;
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < bare.length(); i++) {
      if (bare.charAt(i) == '\\' && i + 3 < bare.length()) {
        name.append((char) Integer.parseInt(bare.substring(i + 1, i + 4), 8));
        i += 3;
      } else {
        name.append(bare.charAt(i));
      }
    }
    return name.toString().toLowerCase(Locale.ROOT);
  }

  private static String bare(RecordType type, String value) {
    return type == RecordType.CNAME ? name(value) : value;
  }

  private static String full(RecordType type, String value) {
    return type == RecordType.CNAME ? value + "." : value;
  }

  private static @Nullable String checkId(HostedZone zone, @Nullable String check) {
    if (check == null || isId(check)) {
      return check;
    }
    String id = zone.checks().get(check);
    if (id == null) {
      throw new IllegalArgumentException(
          "no health check of " + zone.zone() + " is named " + check + ": deploy it first");
    }
    return id;
  }

  /**
   * Whether a check has no name in the fleet: a record of a region that has left the topology
   * carries such a one, and is deleted with it.
   */
  private static boolean isId(String check) {
    return check.indexOf('/') < 0;
  }
}
