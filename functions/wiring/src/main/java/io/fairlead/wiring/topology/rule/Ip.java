package io.fairlead.wiring.topology.rule;

import io.fairlead.gateway.net.AddressRules;
import java.net.InetAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses without name lookups. */
public final class Ip {
  private static final int BYTE = 8;
  private static final Pattern FOUR_NUMBERS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  private static final Pattern BITS = Pattern.compile("[0-9]{1,3}");

  private Ip() {}

  /** The address a text stands for, or null if it is none. */
  static @Nullable InetAddress parse(String text) {
    boolean literal = text.indexOf(':') >= 0 || FOUR_NUMBERS.matcher(text).matches();
    try {
      return literal ? InetAddress.ofLiteral(text) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** One text for each address, so that two spellings of it are equal. */
  static String canonical(String text) {
    InetAddress address = parse(text);
    return address == null ? text : address.getHostAddress();
  }

  /** Whether it is an address that is reached inside a network only; a loopback is none. */
  public static boolean isPrivate(String text) {
    InetAddress address = parse(text);
    return address != null
        && !address.isLoopbackAddress()
        && AddressRules.refusal(address, false).isPresent();
  }

  /** Whether it is an address that is the same thing wherever it is used. */
  static boolean isPublic(String text) {
    InetAddress address = parse(text);
    return address != null && AddressRules.refusal(address, false).isEmpty();
  }

  /** Whether an address lies in a range such as 127.10.1.0/24; false where either is none. */
  static boolean within(String address, String range) {
    int slash = range.indexOf('/');
    InetAddress base = slash < 0 ? null : parse(range.substring(0, slash));
    InetAddress asked = parse(address);
    if (base == null || asked == null || !BITS.matcher(range.substring(slash + 1)).matches()) {
      return false;
    }
    byte[] a = asked.getAddress();
    byte[] b = base.getAddress();
    int bits = Integer.parseInt(range, slash + 1, range.length(), 10);
    if (a.length != b.length || bits > a.length * BYTE) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 1 << (BYTE - 1 - bit % BYTE);
      if ((a[bit / BYTE] & mask) != (b[bit / BYTE] & mask)) {
        return false;
      }
    }
    return true;
  }
}
