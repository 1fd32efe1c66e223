package io.fairlead.traffic;

/** The one canonical text of a weighted record, for digests and plans. */
public final class RecordText {
  private RecordText() {}

  /**
   * Appends {@code name type set ttl=s weight=n values check}, for an alias {@code name type set
   * weight=n alias=zone/name check}, and answers the builder.
   */
  public static StringBuilder append(StringBuilder text, WeightedRecord record) {
    RecordKey key = record.key();
    text.append(key.name()).append(' ').append(key.type()).append(' ').append(key.setIdentifier());
    AliasTarget alias = record.alias();
    if (alias == null) {
      text.append(" ttl=").append(record.ttl().toSeconds());
    }
    text.append(" weight=").append(record.weight()).append(' ');
    text.append(alias == null ? String.join(",", record.values()) : "alias=" + alias.text());
    String check = record.healthCheck();
    return text.append(' ').append(check == null ? "-" : check);
  }
}
