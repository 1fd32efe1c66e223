package io.fairlead.gateway.net;

import java.util.Arrays;
import java.util.List;

/** IPv4 addresses that travel inside IPv6 ones; the rules judge what is inside. */
final class EmbeddedAddress {
  private static final int IPV6_BYTES = 16;
  private static final int IPV4_BYTES = 4;

  /** An IPv6 prefix and where the IPv4 address starts behind it. */
  private record Form(AddressRange range, int offset) {}

  private static final List<Form> FORMS =
      List.of(
          new Form(new AddressRange(mappedPrefix(), 96, "IPv4-mapped"), 12),
          new Form(AddressRange.of("64:ff9b::/96", "NAT64"), 12),
          new Form(AddressRange.of("2002::/16", "6to4"), 2));

  private EmbeddedAddress() {}

  /** The IPv4 bytes inside an IPv6 address, or the bytes given. */
  static byte[] unwrap(byte[] address) {
    if (address.length != IPV6_BYTES) {
      return address;
    }
    for (Form form : FORMS) {
      if (form.range().contains(address)) {
        return Arrays.copyOfRange(address, form.offset(), form.offset() + IPV4_BYTES);
      }
    }
    return isCompatible(address) ? Arrays.copyOfRange(address, 12, IPV6_BYTES) : address;
  }

  /** {@code ::a.b.c.d}, but neither {@code ::} nor {@code ::1}, which are IPv6's own. */
  private static boolean isCompatible(byte[] address) {
    for (int i = 0; i < 12; i++) {
      if (address[i] != 0) {
        return false;
      }
    }
    return address[12] != 0 || address[13] != 0 || address[14] != 0;
  }

  /** {@code ::ffff:0:0}; as text the platform would already unwrap it. */
  private static byte[] mappedPrefix() {
    byte[] prefix = new byte[IPV6_BYTES];
    prefix[10] = (byte) 0xff;
    prefix[11] = (byte) 0xff;
    return prefix;
  }
}
