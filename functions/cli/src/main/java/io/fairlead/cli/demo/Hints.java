package io.fairlead.cli.demo;

import io.fairlead.fleet.FloatingAddress;
import io.fairlead.fleet.Partition;
import io.fairlead.wiring.topology.Edge;
import io.fairlead.wiring.topology.Topology;
import java.nio.file.Path;
import java.util.List;

/** Lines for a second terminal, ready to paste. */
final class Hints {
  private final Topology topology;
  private final Path file;

  Hints(Topology topology, Path file) {
    this.topology = topology;
    this.file = file;
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
        "  dig +short @"
            + edge.dns().host()
            + " -p "
            + edge.dns().port()
            + " "
            + partition.dnsName(),
        "  curl http://" + address.addresses().getFirst() + ":" + port + "/who",
        "  "
            + ShellWords.quoted(System.getProperty("fairlead.launcher", "./fairlead"))
            + " status -f "
            + ShellWords.quoted(file.toString()));
  }
}
