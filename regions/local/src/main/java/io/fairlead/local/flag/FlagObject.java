package io.fairlead.local.flag;

import io.fairlead.fleet.RegionGroup;
import io.fairlead.local.http.Json;
import io.fairlead.port.EvacuationFlags.Copy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The content of a flag: whose it is and who raised it under which epoch.
 *
 * @param epoch register version that raised it; 0 = a person's hold
 * @param by the region or person that raised it
 */
public record FlagObject(String fleet, RegionGroup flag, long epoch, String by) {
  private static final int TAG_DIGITS = 16;
  private static final int MAX_BY = 256;

  public FlagObject {
    if (epoch < 0 || by.length() > MAX_BY) {
      throw new IllegalArgumentException(
          "flag " + flag + " has epoch " + epoch + " and a name of " + by.length() + " characters");
    }
  }

  /** Its JSON form, with its tag. */
  public ObjectNode json() {
    return Json.object()
        .put("fleet", fleet)
        .put("region", flag.region())
        .put("group", flag.group())
        .put("epoch", epoch)
        .put("by", by)
        .put("tag", tag());
  }

  /**
   * Reads the JSON form; a tag in it is not looked at.
   *
   * @throws IllegalArgumentException naming what does not fit
   */
  public static FlagObject parse(JsonNode node) {
    return new FlagObject(
        Json.text(node, "fleet"),
        new RegionGroup(Json.text(node, "region"), Json.text(node, "group")),
        Json.number(node, "epoch"),
        Json.text(node, "by"));
  }

  /** Names this exact content, for conditions on it. */
  public String tag() {
    String text = String.join("\n", fleet, flag.toString(), Long.toString(epoch), by);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, TAG_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** It as a copy that a store holds. */
  public Copy copy() {
    return new Copy(flag, epoch, by, tag());
  }
}
