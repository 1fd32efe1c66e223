package io.fairlead.wiring.stack;

import io.fairlead.fleet.Node;
import io.fairlead.fleet.Region;
import io.fairlead.wiring.topology.rule.Ip;
import java.util.Optional;

/** Nodes that functions outside a network could not probe: they would stay Unknown for good. */
final class Unreached {
  private Unreached() {}

  /** The first of a region that is probed, at a private address; empty where there is none. */
  static Optional<Node> of(Region region) {
    return region.probes().isEmpty()
        ? Optional.empty()
        : region.nodes().values().stream().filter(each -> Ip.isPrivate(each.host())).findFirst();
  }
}
