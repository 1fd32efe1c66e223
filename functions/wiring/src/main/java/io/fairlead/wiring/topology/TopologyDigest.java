package io.fairlead.wiring.topology;

import io.fairlead.fleet.Fleet;
import io.fairlead.wiring.yaml.Section;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names a version of a topology by its meaning. */
final class TopologyDigest {
  private TopologyDigest() {}

  /** The fleet of a topology with its digest: hex SHA-256 of the canonical form. */
  static Fleet stamped(Topology topology, Section root) {
    Fleet fleet = topology.fleet();
    return new Fleet(
        fleet.name(),
        fleet.mode(),
        sha256(Canonical.text(topology, root)),
        fleet.probes(),
        fleet.regions(),
        fleet.services(),
        fleet.safety(),
        fleet.replicated(),
        fleet.databases());
  }

  private static String sha256(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
