package io.fairlead.gateway.held;

import io.fairlead.gateway.net.AddressRules;
import io.fairlead.gateway.net.HostAddresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a held connection goes and where it comes from; both as addresses, never names.
 *
 * @param from empty = the system's choice
 */
public record Endpoint(String address, int port, String from) implements Comparable<Endpoint> {
  private static final Comparator<Endpoint> ORDER =
      Comparator.comparing(Endpoint::address)
          .thenComparingInt(Endpoint::port)
          .thenComparing(Endpoint::from);

  /** The endpoint of a target; empty if the host is a name or the address rules refuse it. */
  public static Optional<Endpoint> of(
      String host, int port, @Nullable String from, boolean privateTarget) {
    return HostAddresses.literal(host)
        .filter(address -> AddressRules.refusal(address, privateTarget).isEmpty())
        .map(address -> new Endpoint(address.getHostAddress(), port, from == null ? "" : from));
  }

  InetSocketAddress remote() {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }

  Optional<InetSocketAddress> local() {
    return HostAddresses.literal(from).map(address -> new InetSocketAddress(address, 0));
  }

  @Override
  public int compareTo(Endpoint other) {
    return ORDER.compare(this, other);
  }
}
