package io.fairlead.traffic;

import java.util.Comparator;

/**
 * Names one weighted record.
 *
 * @param name without trailing dot, lower case
 * @param setIdentifier the region, or {@code overflow}
 */
public record RecordKey(String name, RecordType type, String setIdentifier)
    implements Comparable<RecordKey> {
  private static final Comparator<RecordKey> ORDER =
      Comparator.comparing(RecordKey::name)
          .thenComparing(RecordKey::type)
          .thenComparing(RecordKey::setIdentifier);

  /** For people, as in {@code eu.orders.example.com A eu-west}. */
  public String text() {
    return name + " " + type + " " + setIdentifier;
  }

  @Override
  public int compareTo(RecordKey other) {
    return ORDER.compare(this, other);
  }
}
