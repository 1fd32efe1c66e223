package io.fairlead.journal;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.RegionGroup;
import java.util.Comparator;

/** A thing outside that intents change. */
public sealed interface TargetId extends Comparable<TargetId> {
  /** Orders targets by their text. */
  Comparator<TargetId> ORDER = Comparator.comparing(TargetId::text);

  /** As in {@code address/eu-west/front}, {@code zone/demo.test}, {@code flag/us-east/default}. */
  String text();

  @Override
  default int compareTo(TargetId other) {
    return ORDER.compare(this, other);
  }

  /** The target that {@link #text()} came from. */
  static TargetId parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts[0].equals("address") && parts.length == 3) {
      return new Address(new AddressId(parts[1], parts[2]));
    }
    if (parts[0].equals("zone") && parts.length == 2) {
      return new Zone(parts[1]);
    }
    if (parts[0].equals("flag") && parts.length == 3) {
      return new Flag(new RegionGroup(parts[1], parts[2]));
    }
    throw new IllegalArgumentException("'" + text + "' names no address, zone or flag");
  }

  /** A floating address. */
  record Address(AddressId id) implements TargetId {
    @Override
    public String text() {
      return "address/" + id;
    }
  }

  /** The fleet's records in a DNS zone. */
  record Zone(String zone) implements TargetId {
    @Override
    public String text() {
      return "zone/" + zone;
    }
  }

  /** An evacuation flag. */
  record Flag(RegionGroup id) implements TargetId {
    @Override
    public String text() {
      return "flag/" + id;
    }
  }
}
