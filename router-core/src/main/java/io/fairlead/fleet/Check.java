package io.fairlead.fleet;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one probe asks of a port. */
public sealed interface Check {
  /** The port asked, 1-65535. */
  int port();

  /** The word used in the topology file: {@code http}, {@code https}, {@code tcp}, {@code tls}. */
  String kind();

  private static int port(int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is not within 1-65535");
    }
    return port;
  }

  /** A TCP connection that opens, then closes cleanly. */
  record Tcp(int port) implements Check {
    public Tcp {
      Check.port(port);
    }

    @Override
    public String kind() {
      return "tcp";
    }
  }

  /** A TLS handshake whose chain, name and days to expiry are health. */
  record Tls(int port, TlsExpectation tls) implements Check {
    public Tls {
      Check.port(port);
    }

    @Override
    public String kind() {
      return "tls";
    }
  }

  /**
   * One HTTP/1.1 request; redirects are never followed.
   *
   * @param method GET or HEAD
   * @param statuses accepted status ranges, at least one
   * @param bodyContains text that the first {@code maxBytes} of the body must contain
   * @param headers request headers to set
   * @param tls absent means plain HTTP
   * @param maxBytes the most body bytes read, 0-1,048,576
   */
  record Http(
      int port,
      String method,
      String path,
      List<StatusRange> statuses,
      @Nullable String bodyContains,
      Map<String, String> headers,
      @Nullable TlsExpectation tls,
      int maxBytes)
      implements Check {
    public Http {
      Check.port(port);
      if (!method.equals("GET") && !method.equals("HEAD")) {
        throw new IllegalArgumentException("probe method '" + method + "' is not GET or HEAD");
      }
      if (!path.startsWith("/")) {
        throw new IllegalArgumentException("probe path '" + path + "' does not start with /");
      }
      if (statuses.isEmpty()) {
        throw new IllegalArgumentException("a probe accepts at least one status");
      }
      if (maxBytes < 0 || maxBytes > 1 << 20) {
        throw new IllegalArgumentException("maxBytes " + maxBytes + " is not within 0-1048576");
      }
      statuses = List.copyOf(statuses);
      headers = Map.copyOf(headers);
    }

    @Override
    public String kind() {
      return tls == null ? "http" : "https";
    }
  }
}
