package io.fairlead.fleet;

import java.util.List;

/**
 * An address that sits on exactly one node of its region.
 *
 * @param targetId what the cloud calls it: an allocation id, a resource id; the address for local
 * @param addresses its IPv4 and, where it has one, IPv6 text; both move together
 * @param nodes the nodes that may hold it, preferred first
 * @param strict it is taken off its node before it is put on another: on nothing in between, and
 *     never moved by a write that comes late; else one step moves it
 */
public record FloatingAddress(
    String name, String targetId, List<String> addresses, List<String> nodes, boolean strict) {
  public FloatingAddress {
    Names.checked("floating address", name);
    addresses = List.copyOf(addresses);
    nodes = List.copyOf(nodes);
    if (addresses.isEmpty() || nodes.isEmpty()) {
      throw new IllegalArgumentException(
          "floating address " + name + " needs an address and nodes");
    }
  }

  /** One that moves in one step. */
  public FloatingAddress(String name, String targetId, List<String> addresses, List<String> nodes) {
    this(name, targetId, addresses, nodes, false);
  }
}
