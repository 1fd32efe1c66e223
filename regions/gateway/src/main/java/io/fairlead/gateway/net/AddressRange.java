package io.fairlead.gateway.net;

import java.net.InetAddress;

/** A block of addresses, such as {@code 10.0.0.0/8}, and what it is for. */
final class AddressRange {
  private final byte[] prefix;
  private final int bits;
  private final String kind;

  AddressRange(byte[] prefix, int bits, String kind) {
    this.prefix = prefix.clone();
    this.bits = bits;
    this.kind = kind;
  }

  /** Reads {@code address/bits}. */
  static AddressRange of(String text, String kind) {
    int slash = text.indexOf('/');
    byte[] prefix = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
    return new AddressRange(prefix, Integer.parseInt(text.substring(slash + 1)), kind);
  }

  /** What the block is for, for people. */
  String kind() {
    return kind;
  }

  /** Whether an address of the same family lies in this block. */
  boolean contains(byte[] address) {
    if (address.length != prefix.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (address[i] != prefix[i]) {
        return false;
      }
    }
    int rest = bits % Byte.SIZE;
    return rest == 0 || ((address[whole] ^ prefix[whole]) & 0xff) >> (Byte.SIZE - rest) == 0;
  }
}
