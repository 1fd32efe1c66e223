package io.fairlead.wiring.topology.rule;

import java.util.regex.Pattern;

/** Names that the templates of {@code infra/aws} take: those of functions carry the fleet's. */
public final class AwsNames {
  /** {@code AllowedPattern} of the parameters Fleet and Region. */
  public static final Pattern PATTERN = Pattern.compile("[a-z]([a-z0-9-]{0,38}[a-z0-9])?");

  /** The same for people. */
  public static final String WORDS =
      "1-40 lower-case letters, digits and inner dashes, a letter first";

  private AwsNames() {}

  /** The table that the stack of a region makes. */
  public static String table(String fleet) {
    return "fairlead-" + fleet;
  }

  /** What names of buckets for the topology begin with, unless somebody says otherwise. */
  public static String configPrefix(String fleet) {
    return table(fleet) + "-config";
  }

  /** Whether the templates take a name. */
  public static boolean fits(String name) {
    return PATTERN.matcher(name).matches();
  }
}
