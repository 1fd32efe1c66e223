package io.fairlead.cli.artifact;

import java.util.Locale;

/** Numbers of bytes and objects, for people. */
final class Sizes {
  private static final long KILO = 1000;
  private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

  private Sizes() {}

  /** As in {@code 12.4 MB}. */
  static String bytes(long bytes) {
    if (bytes < KILO) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    while (value >= KILO && unit < UNITS.length - 1) {
      value /= KILO;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }

  /** As in {@code 1 object} or {@code 2 objects}. */
  static String objects(int count) {
    return count == 1 ? "1 object" : count + " objects";
  }
}
