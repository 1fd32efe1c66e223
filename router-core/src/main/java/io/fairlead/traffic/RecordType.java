package io.fairlead.traffic;

/** Address record types that carry weights; both of a name go together. */
public enum RecordType {
  A,
  AAAA,
  CNAME
}
