package io.fairlead.azure.arm;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of a resource in Azure Resource Manager. Ids are the same in any case of letters.
 *
 * @param text {@code /subscriptions/S/resourceGroups/G/providers/N/T/NAME}, and parts of that
 */
public record ArmId(String text) {
  private static final Pattern FORM =
      Pattern.compile(
          "/subscriptions/([^/]+)/resourceGroups/([^/]+)/providers/([^/]+)((?:/[^/]+/[^/]+)+)",
          Pattern.CASE_INSENSITIVE);

  /**
   * Checks its form.
   *
   * @throws IllegalArgumentException when it is the id of no resource
   */
  public ArmId {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no resource id, as in"
              + " /subscriptions/S/resourceGroups/G/providers/Microsoft.Network/publicIPAddresses/NAME");
    }
  }

  /** The id that a text is; empty where it is none. */
  public static Optional<ArmId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new ArmId(text)) : Optional.empty();
  }

  /** A resource of Microsoft.Network. */
  public static ArmId network(String subscription, String group, String path) {
    return new ArmId(
        "/subscriptions/"
            + subscription
            + "/resourceGroups/"
            + group
            + "/providers/Microsoft.Network/"
            + path);
  }

  /** Its subscription, in lower case. */
  public String subscription() {
    return part(1).toLowerCase(Locale.ROOT);
  }

  /** Its type with the provider, as in {@code Microsoft.Network/networkInterfaces}. */
  public String type() {
    StringBuilder type = new StringBuilder(part(3));
    String[] parts = part(4).split("/", -1);
    for (int i = 1; i < parts.length; i += 2) {
      type.append('/').append(parts[i]);
    }
    return type.toString();
  }

  /** Its own name. */
  public String name() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** What it is a part of, as a NIC of its IP configuration; itself where it is whole. */
  public ArmId parent() {
    String[] parts = part(4).split("/", -1);
    if (parts.length <= 3) {
      return this;
    }
    int end = text.length() - parts[parts.length - 1].length() - parts[parts.length - 2].length();
    return new ArmId(text.substring(0, end - 2));
  }

  /** Whether it is the same resource. */
  public boolean is(ArmId other) {
    return text.equalsIgnoreCase(other.text);
  }

  /** The same for every way to write it. */
  public String key() {
    return text.toLowerCase(Locale.ROOT);
  }

  private String part(int group) {
    Matcher found = FORM.matcher(text);
    if (!found.matches()) {
      throw new IllegalStateException(text);
    }
    return found.group(group);
  }

  @Override
  public String toString() {
    return text;
  }
}
