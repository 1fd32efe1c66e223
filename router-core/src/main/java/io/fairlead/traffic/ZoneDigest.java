package io.fairlead.traffic;

/** Names the exact content of a zone's records. */
public final class ZoneDigest {
  private ZoneDigest() {}

  /** Hex SHA-256, first 16 digits, of the records in key order; the epoch is not part of it. */
  public static String of(RecordSets sets) {
    throw new UnsupportedOperationException(sets.zone());
  }
}
