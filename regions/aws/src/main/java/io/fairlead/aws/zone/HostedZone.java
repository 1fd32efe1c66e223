package io.fairlead.aws.zone;

import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.ZoneDigest;
import io.fairlead.traffic.ZoneStamp;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A zone of the fleet in Route 53. It may hold other people's records: only weighted records under
 * the fleet's own names are read and changed.
 *
 * @param zone DNS name without trailing dot
 * @param id {@code Z…}
 * @param names the fleet's names in it, without trailing dot
 * @param checks id of the health check that takes a record out, by {@code region/group}
 */
public record HostedZone(
    String zone, String id, SortedSet<String> names, SortedMap<String, String> checks) {
  public HostedZone {
    names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    checks = Collections.unmodifiableSortedMap(new TreeMap<>(checks));
  }

  /** The name of a health check as the fleet has it; the id itself where it is not the fleet's. */
  String checkName(String checkId) {
    return checks.entrySet().stream()
        .filter(each -> each.getValue().equals(checkId))
        .map(java.util.Map.Entry::getKey)
        .findFirst()
        .orElse(checkId);
  }

  /** What the epoch record says that is written with these records. */
  ZoneStamp stamp(String fleet, RecordSets sets) {
    return new ZoneStamp(fleet, sets.epoch(), ZoneDigest.of(sets, names));
  }

  /** Whether records are those of an epoch record, as far as that was written for these names. */
  boolean agrees(ZoneStamp stamp, RecordSets sets) {
    return !ZoneDigest.isOver(stamp.digest(), names)
        || stamp.digest().equals(ZoneDigest.of(sets, names));
  }

  /** Whether a record is the fleet's to read and change. */
  boolean owns(RecordKey key) {
    return names.contains(key.name());
  }

  /** The type of record that carries weights here; empty = a type that is not the fleet's. */
  static Optional<RecordType> type(String route53) {
    return switch (route53) {
      case "A" -> Optional.of(RecordType.A);
      case "AAAA" -> Optional.of(RecordType.AAAA);
      case "CNAME" -> Optional.of(RecordType.CNAME);
      default -> Optional.empty();
    };
  }
}
