package io.fairlead.fleet;

import java.util.regex.Pattern;

/** The one rule for names of regions, services, partitions, nodes, addresses, probes and groups. */
final class Names {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  private Names() {}

  static String checked(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          what + " name '" + name + "' is not lower-case letters, digits and inner dashes (1-63)");
    }
    return name;
  }
}
