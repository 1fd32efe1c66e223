package io.fairlead.gateway.net;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * The rules that keep a probe from being turned against the machine or network it runs in. They are
 * asked about every address a name resolves to, and the probe then connects to exactly the address
 * that was asked about.
 *
 * <p>Sources: IANA special-purpose address registries (RFC 6890), RFC 6052 (NAT64), RFC 3056
 * (6to4), and the vendors' pages for the metadata services.
 */
public final class AddressRules {
  /** Never probed, whatever the topology says. */
  private static final List<AddressRange> NEVER =
      List.of(
          AddressRange.of("168.63.129.16/32", "a cloud's metadata service"),
          AddressRange.of("100.100.100.200/32", "a cloud's metadata service"),
          AddressRange.of("192.0.0.192/32", "a cloud's metadata service"),
          AddressRange.of("fd00:ec2::/32", "a cloud's metadata service"),
          AddressRange.of("fd20:ce::254/128", "a cloud's metadata service"),
          AddressRange.of("169.254.0.0/16", "link-local"),
          AddressRange.of("fe80::/10", "link-local"),
          AddressRange.of("0.0.0.0/8", "unspecified"),
          AddressRange.of("::/128", "unspecified"),
          AddressRange.of("224.0.0.0/4", "multicast"),
          AddressRange.of("ff00::/8", "multicast"),
          AddressRange.of("240.0.0.0/4", "reserved"));

  /** Probed only where the topology says {@code private: true}. */
  private static final List<AddressRange> PRIVATE =
      List.of(
          AddressRange.of("127.0.0.0/8", "loopback"),
          AddressRange.of("::1/128", "loopback"),
          AddressRange.of("10.0.0.0/8", "private"),
          AddressRange.of("172.16.0.0/12", "private"),
          AddressRange.of("192.168.0.0/16", "private"),
          AddressRange.of("100.64.0.0/10", "private"),
          AddressRange.of("192.0.0.0/24", "private"),
          AddressRange.of("198.18.0.0/15", "private"),
          AddressRange.of("fc00::/7", "private"),
          AddressRange.of("fec0::/10", "private"));

  private AddressRules() {}

  /**
   * Why an address must not be probed.
   *
   * @param privateTarget whether the topology allows loopback and private addresses
   * @return one phrase for people, or empty when the address may be probed
   */
  public static Optional<String> refusal(InetAddress address, boolean privateTarget) {
    byte[] bytes = EmbeddedAddress.unwrap(address.getAddress());
    for (AddressRange range : NEVER) {
      if (range.contains(bytes)) {
        return Optional.of(
            "address " + address.getHostAddress() + " is never probed: " + range.kind());
      }
    }
    for (AddressRange range : PRIVATE) {
      if (!privateTarget && range.contains(bytes)) {
        return Optional.of(
            "address "
                + address.getHostAddress()
                + " is "
                + range.kind()
                + ", which needs private: true on the probe");
      }
    }
    return Optional.empty();
  }
}
