package io.fairlead.local.http;

import java.util.Map;

/**
 * Bounds of the JDK's HTTP server that only system properties can set; a value that is already set
 * stays. They count for the whole process and must be set before its first server (see module
 * jdk.httpserver).
 */
final class ServerBounds {
  private static final Map<String, String> BOUNDS =
      Map.of(
          // Seconds until a request that has not arrived whole, or an answer, is dropped.
          "sun.net.httpserver.maxReqTime", "10",
          "sun.net.httpserver.maxRspTime", "10",
          // Without it an answer waits up to 40 ms for the acknowledgement of its headers.
          "sun.net.httpserver.nodelay", "true",
          "jdk.httpserver.maxConnections", "1024");

  private ServerBounds() {}

  static void set() {
    BOUNDS.forEach(
        (name, value) -> {
          if (System.getProperty(name) == null) {
            System.setProperty(name, value);
          }
        });
  }
}
