package io.fairlead.aws.address;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A private address of a network interface that an Elastic IP can sit on.
 *
 * @param networkInterface {@code eni-…}
 * @param privateIp one of the interface's addresses; null = its primary one
 */
public record Attachment(String networkInterface, @Nullable String privateIp) {
  private static final Pattern TEXT = Pattern.compile("(eni-[0-9a-f]{8,17})(?:/([0-9.]{7,15}))?");

  /**
   * Reads {@code eni-0a1b2c3d4e5f60718} or {@code eni-0a1b2c3d4e5f60718/10.1.1.11}.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static Attachment parse(String text) {
    var found = TEXT.matcher(text);
    if (!found.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not eni-… or eni-…/PRIVATE-IP, as in eni-0a1b2c3d4e5f60718/10.1.1.11");
    }
    return new Attachment(found.group(1), found.group(2));
  }

  @Override
  public String toString() {
    return privateIp == null ? networkInterface : networkInterface + "/" + privateIp;
  }
}
