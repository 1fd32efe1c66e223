package io.fairlead.local.client;

import java.util.Map;

/** One request to an edge. */
@SuppressWarnings("ArrayRecordComponent")
public record EdgeRequest(String method, String path, Map<String, String> headers, byte[] body) {
  private static final byte[] NONE = {};

  public EdgeRequest {
    headers = Map.copyOf(headers);
  }

  /** Reads. */
  public static EdgeRequest get(String path) {
    return new EdgeRequest("GET", path, Map.of(), NONE);
  }

  /** Sends a body. */
  public static EdgeRequest of(String method, String path, byte[] body) {
    return new EdgeRequest(method, path, Map.of(), body);
  }

  /** The same with one header. */
  public EdgeRequest with(String name, String value) {
    return new EdgeRequest(method, path, Map.of(name, value), body);
  }
}
