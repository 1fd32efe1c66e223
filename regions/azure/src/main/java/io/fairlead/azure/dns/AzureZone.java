package io.fairlead.azure.dns;

import io.fairlead.azure.arm.ArmId;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.ZoneDigest;
import io.fairlead.traffic.ZoneStamp;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A zone of the fleet in Azure DNS. It may hold other people's records: only sets under the fleet's
 * own names are read and changed.
 *
 * @param zone DNS name without trailing dot
 * @param id of the zone in Azure
 * @param names the fleet's names in it, without trailing dot
 * @param publicIps what an alias leads to instead of an address, by address
 */
public record AzureZone(
    String zone, ArmId id, SortedSet<String> names, SortedMap<String, ArmId> publicIps) {
  private static final String APEX = "@";

  public AzureZone {
    names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    publicIps = Collections.unmodifiableSortedMap(new TreeMap<>(publicIps));
  }

  /** The id of a record set in Azure. */
  ArmId id(String name, String type) {
    String relative =
        name.equals(zone) ? APEX : name.substring(0, name.length() - zone.length() - 1);
    return new ArmId(id.text() + "/" + type + "/" + relative);
  }

  /** The id of a record set in Azure. */
  ArmId id(SetId set) {
    return id(set.name(), set.type().name());
  }

  /** The fleet's set that a name and a type in Azure are; empty = it is none. */
  Optional<SetId> set(String relative, String type) {
    String name = relative.equals(APEX) ? zone : relative.toLowerCase(Locale.ROOT) + "." + zone;
    if (!names.contains(name)) {
      return Optional.empty();
    }
    for (RecordType each : RecordType.values()) {
      if (type.toUpperCase(Locale.ROOT).endsWith("/" + each.name())) {
        return Optional.of(new SetId(name, each));
      }
    }
    return Optional.empty();
  }

  /** The address that an alias leads to; its id where it is none of the fleet's. */
  String address(String target) {
    for (var each : publicIps.entrySet()) {
      if (each.getValue().key().equals(target.toLowerCase(Locale.ROOT))) {
        return each.getKey();
      }
    }
    return target;
  }

  /** The public IP with an address; null where it is none of the fleet's. */
  @Nullable ArmId publicIp(String address) {
    return publicIps.get(address);
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
}
