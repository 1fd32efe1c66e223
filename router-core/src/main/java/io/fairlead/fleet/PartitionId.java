package io.fairlead.fleet;

import java.util.Comparator;

/** A partition, named by its service and its name there, as in {@code orders/eu}. */
public record PartitionId(String service, String partition) implements Comparable<PartitionId> {
  private static final Comparator<PartitionId> ORDER =
      Comparator.comparing(PartitionId::service).thenComparing(PartitionId::partition);

  @Override
  public int compareTo(PartitionId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return service + "/" + partition;
  }
}
