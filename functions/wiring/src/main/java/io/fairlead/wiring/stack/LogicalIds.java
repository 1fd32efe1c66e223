package io.fairlead.wiring.stack;

import io.fairlead.traffic.ZoneDigest;
import java.util.Locale;

/** Names of resources in a template: letters and digits, one for each thing. */
final class LogicalIds {
  private static final int DIGITS = 6;
  private static final int MOST = 80;

  private LogicalIds() {}

  /** As in {@code OutEuWestDefault1a2b3c}; the digits tell apart what reads alike. */
  static String of(String kind, String name) {
    StringBuilder id = new StringBuilder(kind);
    for (String word : name.split("[^A-Za-z0-9]+", -1)) {
      if (!word.isEmpty()) {
        id.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    String shown = id.length() <= MOST ? id.toString() : id.substring(0, MOST);
    return shown + ZoneDigest.sha256(name).substring(0, DIGITS);
  }
}
