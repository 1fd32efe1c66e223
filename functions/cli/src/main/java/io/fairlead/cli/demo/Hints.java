package io.fairlead.cli.demo;

import io.fairlead.fleet.FloatingAddress;
import io.fairlead.fleet.Partition;
import io.fairlead.wiring.topology.Edge;
import io.fairlead.wiring.topology.Topology;
import java.nio.file.Path;
import java.util.List;

/**
 * Lines for a second terminal, ready to paste: the first exports what those after it, and whatever
 * a person adds to them, need to know of this demo.
 */
final class Hints {
  private final Topology topology;
  private final Path file;
  private final Path state;

  /** For a demo of a topology file that {@code topology} was read from. */
  Hints(Topology topology, Path file, Path state) {
    this.topology = topology;
    this.file = file;
    this.state = state;
  }

  List<String> lines() {
    Edge edge = topology.edges().values().iterator().next();
    Partition partition = topology.fleet().partitions().findFirst().orElseThrow();
    int port = topology.fleet().service(partition.id().service()).port();
    FloatingAddress address =
        topology
            .fleet()
            .regions()
            .values()
            .iterator()
            .next()
            .floatingAddresses()
            .values()
            .iterator()
            .next();
    return List.of(
        "in a second terminal:",
        "  export FAIRLEAD_STATE="
            + ShellWords.quoted(state.toString())
            + " TOPOLOGY="
            + ShellWords.quoted(file.toString()),
        "  dig +short @"
            + edge.dns().host()
            + " -p "
            + edge.dns().port()
            + " "
            + partition.dnsName(),
        "  curl http://" + address.addresses().getFirst() + ":" + port + "/who",
        "  "
            + ShellWords.quoted(System.getProperty("fairlead.launcher", "./fairlead"))
            + " status -f \"$TOPOLOGY\"");
  }
}
