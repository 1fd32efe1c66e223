package io.fairlead.aws.zone;

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
    // An alias has no values of its own: the fleet's names carry addresses.
    if (!zone.owns(key) || set.ttl() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new WeightedRecord(
            key,
            Duration.ofSeconds(set.ttl()),
            Math.toIntExact(set.weight()),
            set.resourceRecords().stream().map(value -> bare(type.get(), value.value())).toList(),
            set.healthCheckId() == null ? null : zone.checkName(set.healthCheckId())));
  }

  /**
   * The record set of a weighted record.
   *
   * @throws IllegalArgumentException when its health check has a name and was never made
   */
  static ResourceRecordSet set(HostedZone zone, WeightedRecord record) {
    RecordKey key = record.key();
    return ResourceRecordSet.builder()
        .name(key.name() + ".")
        .type(RRType.fromValue(key.type().name()))
        .setIdentifier(key.setIdentifier())
        .weight((long) record.weight())
        .ttl(record.ttl().toSeconds())
        .resourceRecords(
            record.values().stream()
                .map(value -> ResourceRecord.builder().value(full(key.type(), value)).build())
                .toList())
        .healthCheckId(checkId(zone, record.healthCheck()))
        .build();
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
