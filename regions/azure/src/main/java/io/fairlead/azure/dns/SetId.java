package io.fairlead.azure.dns;

import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordType;
import java.util.Comparator;

/**
 * Names a record set: what one name answers to questions of one type.
 *
 * @param name without trailing dot, lower case
 */
record SetId(String name, RecordType type) implements Comparable<SetId> {
  private static final Comparator<SetId> ORDER =
      Comparator.comparing(SetId::name).thenComparing(SetId::type);

  /** The set that a weighted record is part of. */
  static SetId of(RecordKey key) {
    return new SetId(key.name(), key.type());
  }

  /** The key of a region's record in it. */
  RecordKey key(String setIdentifier) {
    return new RecordKey(name, type, setIdentifier);
  }

  /** For people, as in {@code eu.orders.example.com A}. */
  String text() {
    return name + " " + type;
  }

  @Override
  public int compareTo(SetId other) {
    return ORDER.compare(this, other);
  }
}
