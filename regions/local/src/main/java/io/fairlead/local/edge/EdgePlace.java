package io.fairlead.local.edge;

import java.net.InetSocketAddress;
import java.net.URI;

/** Where an edge listens: DNS on UDP and TCP, and HTTP. */
public record EdgePlace(InetSocketAddress dns, InetSocketAddress http) {
  public EdgePlace {
    if (dns.isUnresolved() || http.isUnresolved()) {
      throw new IllegalArgumentException("edge at " + dns + " and " + http + " needs addresses");
    }
  }

  /** Base of its HTTP resources. */
  public URI base() {
    String host = http.getAddress().getHostAddress();
    return URI.create(
        "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + http.getPort());
  }
}
