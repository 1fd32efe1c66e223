package io.fairlead.fleet;

import java.util.List;
import java.util.SortedMap;

/**
 * One place that can serve. A witness has an observer and a cell and serves nothing.
 *
 * @param location what the cloud calls the place
 * @param jurisdiction upper-case code that residency rules name
 * @param probes names of the probes run against each node
 */
public record Region(
    String name,
    Cloud cloud,
    String location,
    String jurisdiction,
    boolean witness,
    Observer observer,
    List<String> probes,
    SortedMap<String, Node> nodes,
    SortedMap<String, FloatingAddress> floatingAddresses) {
  public Region {
    Names.checked("region", name);
    probes = List.copyOf(probes);
    nodes = Copies.sorted(nodes);
    floatingAddresses = Copies.sorted(floatingAddresses);
    if (witness && !(nodes.isEmpty() && floatingAddresses.isEmpty())) {
      throw new IllegalArgumentException("witness region " + name + " cannot have nodes");
    }
    for (FloatingAddress address : floatingAddresses.values()) {
      for (String node : address.nodes()) {
        if (!nodes.containsKey(node)) {
          throw new IllegalArgumentException(
              "floating address " + name + "/" + address.name() + " names unknown node " + node);
        }
      }
    }
  }
}
