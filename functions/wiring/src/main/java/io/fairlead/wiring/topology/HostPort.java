package io.fairlead.wiring.topology;

/** A host name or address and a port, as in {@code 127.0.0.1:53} or {@code [::1]:53}. */
public record HostPort(String host, int port) {
  private static final int LARGEST_PORT = 65_535;

  public HostPort {
    if (host.isEmpty() || port < 1 || port > LARGEST_PORT) {
      throw new IllegalArgumentException(host + ":" + port + " is no host and port");
    }
  }

  /** Reads the text form; an IPv6 address stands in brackets. */
  public static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("'" + text + "' is not HOST:PORT");
    }
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    try {
      return new HostPort(host, Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not HOST:PORT", e);
    }
  }

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
