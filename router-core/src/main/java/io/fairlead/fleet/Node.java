package io.fairlead.fleet;

/**
 * One gateway instance.
 *
 * @param interfaceId the network interface that carries it: an address for local, {@code eni-…} or
 *     a NIC id in a cloud
 * @param host the address that probes connect to
 */
public record Node(String name, String interfaceId, String host) {
  public Node {
    Names.checked("node", name);
  }
}
