package io.fairlead.local.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One question.
 *
 * @param path without its query
 * @param headers by name in lower case; of several with one name the last
 */
@SuppressWarnings("ArrayRecordComponent")
public record QuickRequest(String method, String path, Map<String, String> headers, byte[] body) {
  /** A header's value. */
  public @Nullable String header(String name) {
    return headers.get(name);
  }
}
