package io.fairlead.fleet;

/** Who runs the targets of a region. */
public enum Cloud {
  AWS,
  AZURE,
  LOCAL
}
