package io.fairlead.wiring.json;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads values that name their format, and says clearly why one cannot be read. */
final class JsonFormat {
  private JsonFormat() {}

  /**
   * The value of bytes.
   *
   * @param what names the value in sentences for people
   * @param known newest format that this code reads
   */
  static <T> T read(JsonMapper mapper, byte[] bytes, Class<T> type, String what, int known) {
    try {
      JsonNode tree = mapper.readTree(bytes);
      int format = tree.path("format").asInt(0);
      if (format > known) {
        throw new IllegalArgumentException(
            what
                + " has format "
                + format
                + ", this Fairlead reads format "
                + known
                + ": a newer Fairlead wrote it, upgrade this one");
      }
      if (format < 1) {
        throw new IllegalArgumentException(
            what + " names no format: these " + bytes.length + " bytes are something else");
      }
      return mapper.treeToValue(tree, type);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          what + " cannot be read: " + e.getOriginalMessage() + " at " + e.getPathReference(), e);
    }
  }
}
