package io.fairlead.wiring.local;

import io.fairlead.fleet.Cloud;
import io.fairlead.wiring.region.Examiner;
import io.fairlead.wiring.region.Finding;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.topology.Edge;
import io.fairlead.wiring.topology.HostPort;
import io.fairlead.wiring.topology.Topology;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks at the edges' ports and at this machine's state folder. */
public final class LocalExaminer implements Examiner {
  private static final int CONNECT_MILLIS = 1000;

  @Override
  public Set<Cloud> clouds() {
    return Set.of(Cloud.LOCAL);
  }

  @Override
  public List<Finding> examine(Topology topology, Opening opening, Instant deadline) {
    List<Finding> findings = new ArrayList<>();
    folder(topology.state().directory()).ifPresent(findings::add);
    topology
        .edges()
        .forEach(
            (region, edge) -> {
              if (opening.clock().instant().isBefore(deadline)) {
                listening(region, edge).forEach(findings::add);
              }
            });
    return findings;
  }

  /** The state folder, or the nearest folder above that is there already, must take files. */
  private static Optional<Finding> folder(Path declared) {
    Path there = declared;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there != null && Files.isDirectory(there) && Files.isWritable(there)) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.warning(
            "state.directory",
            "a folder that you may write",
            declared.toString(),
            "run edges as the user who owns it, or name another"));
  }

  private static List<Finding> listening(String region, Edge edge) {
    List<Finding> findings = new ArrayList<>();
    for (HostPort port : List.of(edge.dns(), edge.http())) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(port.host(), port.port()), CONNECT_MILLIS);
      } catch (IOException e) {
        findings.add(
            Finding.error(
                "edge/" + region,
                "somebody to listen on " + port,
                String.valueOf(e.getMessage()),
                "start 'fairlead edge --region " + region + "'"));
      }
    }
    return findings;
  }
}
