package io.fairlead.cli.answer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One JSON answer: the fields that all answers have, then its own. */
public final class Document {
  /** Version of the JSON answers: fields may be added under it, never taken away. */
  public static final String API_VERSION = "fairlead/v1";

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private Document() {}

  /**
   * What an answer is about.
   *
   * @param epoch register version; 0 = the register was not read
   * @param digest of the topology file; absent where it is invalid
   */
  public record About(@Nullable String fleet, Instant now, long epoch, @Nullable String digest) {}

  /** An answer that has its common fields already. */
  public static ObjectNode of(String kind, About about) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("apiVersion", API_VERSION).put("kind", kind).put("fleet", about.fleet());
    node.put("now", about.now().toString()).put("epoch", about.epoch());
    return node.put("topologyDigest", about.digest());
  }

  /** On one line, without a newline. */
  public static String text(ObjectNode node) {
    return MAPPER.writeValueAsString(node);
  }
}
