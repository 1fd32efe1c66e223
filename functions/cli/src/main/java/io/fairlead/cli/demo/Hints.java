package io.fairlead.cli.demo;

import io.fairlead.fleet.FloatingAddress;
import io.fairlead.fleet.Partition;
import io.fairlead.wiring.topology.Edge;
import io.fairlead.wiring.topology.Topology;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Lines for a second terminal, ready to paste. */
final class Hints {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._+:@-]+");

  private final Topology topology;
  private final Path file;
  private final Path folder;

  Hints(Topology topology, Path file, Path folder) {
    this.topology = topology;
    this.file = file;
    this.folder = folder;
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
        "  export FAIRLEAD_STATE=" + quoted(folder.resolve("state").toString()),
        "  dig +short @"
            + edge.dns().host()
            + " -p "
            + edge.dns().port()
            + " "
            + partition.dnsName(),
        "  curl http://" + address.addresses().getFirst() + ":" + port + "/who",
        "  "
            + quoted(System.getProperty("fairlead.launcher", "./fairlead"))
            + " status -f "
            + quoted(file.toString()));
  }

  /** A word as a shell reads it. */
  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
