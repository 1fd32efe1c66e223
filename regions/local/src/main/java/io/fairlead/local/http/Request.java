package io.fairlead.local.http;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Optional;

/**
 * One HTTP request, read whole.
 *
 * @param path its segments, decoded, the first being the resource
 */
@SuppressWarnings("ArrayRecordComponent")
public record Request(String method, List<String> path, Headers headers, byte[] body) {
  public Request {
    path = List.copyOf(path);
  }

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.getFirst(name));
  }

  /** The tag in a condition header, without its quotes; {@code *} stays. */
  public Optional<String> condition(String name) {
    return header(name).map(value -> value.replace("\"", "").strip());
  }
}
