package io.fairlead.fleet;

import java.util.Comparator;

/** A floating address, named by its region and its name there, as in {@code eu-west/front}. */
public record AddressId(String region, String address) implements Comparable<AddressId> {
  private static final Comparator<AddressId> ORDER =
      Comparator.comparing(AddressId::region).thenComparing(AddressId::address);

  @Override
  public int compareTo(AddressId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return region + "/" + address;
  }
}
