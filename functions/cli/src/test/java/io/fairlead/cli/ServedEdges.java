package io.fairlead.cli;

import io.fairlead.local.edge.EdgeServer;
import io.fairlead.wiring.local.LocalEdges;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Edges of the starter's regions in this process, on addresses of their own. */
record ServedEdges(List<EdgeServer> edges) implements AutoCloseable {
  /**
   * Writes the starter into a folder and serves some of its edges.
   *
   * @param prefix of the addresses, as in {@code 127.202.}
   */
  static ServedEdges of(Path folder, String prefix, String... regions) throws IOException {
    CommandLineRun.in(folder, "init", "local");
    Path file = folder.resolve("fairlead.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("127.20.", prefix)
            .replace("${FAIRLEAD_STATE:-.fairlead}", folder.resolve("state").toString()));
    List<EdgeServer> edges = new ArrayList<>();
    for (String region : regions) {
      edges.add(
          EdgeServer.start(LocalEdges.settings(topology(file), region), InstantSource.system()));
    }
    return new ServedEdges(edges);
  }

  private static Topology topology(Path file) {
    return switch (TopologyReader.read(file, _ -> null)) {
      case ReadTopology.Valid(var topology, _) -> topology;
      case ReadTopology.Invalid(var problems) -> throw new IllegalStateException("" + problems);
    };
  }

  @Override
  public void close() {
    edges.forEach(EdgeServer::close);
  }
}
