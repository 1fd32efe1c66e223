package io.fairlead.azure.flag;

import io.fairlead.fleet.RegionGroup;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a flag object says. Its existence is what counts; its body tells whose it is.
 *
 * @param epoch register version that raised it; 0 = a person's hold
 */
record FlagBody(String fleet, RegionGroup flag, long epoch, String by) {
  private static final JsonMapper JSON = JsonMapper.shared();

  byte[] bytes() {
    return JSON.createObjectNode()
        .put("fleet", fleet)
        .put("region", flag.region())
        .put("group", flag.group())
        .put("epoch", epoch)
        .put("by", by)
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads the body of the object of a flag. One that is not ours to read was put there by a person,
   * as by {@code az storage blob upload}: it is a hold that no cycle removes.
   */
  static FlagBody read(String fleet, RegionGroup flag, byte[] body) {
    FlagBody hold = new FlagBody(fleet, flag, 0, "a person");
    try {
      JsonNode node = JSON.readTree(body);
      boolean ours =
          node.path("fleet").asString("").equals(fleet)
              && node.path("region").asString("").equals(flag.region())
              && node.path("group").asString("").equals(flag.group())
              && node.path("epoch").isIntegralNumber()
              && node.path("epoch").asLong() > 0;
      return ours
          ? new FlagBody(fleet, flag, node.path("epoch").asLong(), node.path("by").asString("?"))
          : new FlagBody(fleet, flag, 0, node.path("by").asString("a person"));
    } catch (JacksonException notJson) {
      return hold;
    }
  }
}
