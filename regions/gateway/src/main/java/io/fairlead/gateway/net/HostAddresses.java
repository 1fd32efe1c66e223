package io.fairlead.gateway.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From the host of a probe to the one address that is connected to. */
public final class HostAddresses {
  private HostAddresses() {}

  /** What a host came to: an address to connect to, or why there is none. */
  public sealed interface Found {
    /** Connect to exactly this address. */
    record Address(InetAddress address) implements Found {}

    /** Nothing may be connected to, for this reason. */
    record Refused(String reason) implements Found {}
  }

  /** The address that a host is already, without asking anybody; empty for a name. */
  public static Optional<InetAddress> literal(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /**
   * Resolves once and checks every address; one that is not allowed refuses them all, since which
   * of them a later look-up answers is not ours to choose. Blocks while the platform resolves.
   *
   * @param from the source address, whose family the answer must have; absent = any
   */
  public static Found find(String host, boolean privateTarget, @Nullable InetAddress from) {
    InetAddress[] all;
    try {
      all = InetAddress.getAllByName(host);
    } catch (UnknownHostException _) {
      return new Found.Refused("name " + host + " does not resolve");
    }
    for (InetAddress address : all) {
      Optional<String> refusal = AddressRules.refusal(address, privateTarget);
      if (refusal.isPresent()) {
        return new Found.Refused(refusal.get());
      }
    }
    for (InetAddress address : all) {
      if (from == null || from.getClass() == address.getClass()) {
        return new Found.Address(address);
      }
    }
    return new Found.Refused("name " + host + " has no address of the family of " + from);
  }
}
