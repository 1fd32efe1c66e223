package io.fairlead.azure.trafficmanager;

import io.fairlead.azure.arm.ArmId;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.ZoneDigest;
import io.fairlead.traffic.ZoneStamp;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A profile that answers for a zone of the fleet. It has one name, so the zone has one: what is
 * changed together is in one write.
 *
 * @param zone DNS name without trailing dot
 * @param name the one DNS name in it, without trailing dot, that leads to the profile
 * @param id the profile's
 */
public record Profile(String zone, String name, ArmId id, Method method, Probe probe) {
  /** Its type, as roles name it. */
  public static final String TYPE = "Microsoft.Network/trafficManagerProfiles";

  /** How a profile chooses, as the API has it. */
  public enum Method {
    /** By weight: what has none is disabled, because the API knows no weight of 0. */
    WEIGHTED("Weighted"),

    /** The first one that passes: what has no weight comes after all that have. */
    PRIORITY("Priority");

    private final String text;

    Method(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /**
   * What Traffic Manager asks of every endpoint, with the flag's name in a header. It must pass
   * while the flag is not raised, or cannot be read.
   *
   * @param protocol {@code HTTP} or {@code HTTPS}
   * @param path one that fails while the region's flag is raised
   */
  public record Probe(String protocol, int port, String path) {}

  SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(List.of(name)));
  }

  /** What the epoch tag says that is written with these records. */
  ZoneStamp stamp(String fleet, RecordSets sets) {
    return new ZoneStamp(fleet, sets.epoch(), ZoneDigest.of(sets, names()));
  }

  /** Whether records are those of an epoch tag, as far as that was written for this name. */
  boolean agrees(ZoneStamp stamp, RecordSets sets) {
    return !ZoneDigest.isOver(stamp.digest(), names())
        || stamp.digest().equals(ZoneDigest.of(sets, names()));
  }
}
