package io.fairlead.benchmarks.detection;

import io.fairlead.cli.Main;
import io.fairlead.parts.Workspace;
import io.fairlead.wiring.topology.HostPort;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Fairlead's processes on addresses of their own: three edges, three runs and six gateways of the
 * demo's topology, with returns so quick that many phases fit into minutes.
 */
final class Ground implements AutoCloseable {
  private static final String PACE =
      """
      safety:
        probe: {interval: 2s, timeout: 500ms, rise: 5}
        ramp: {cleanFor: 0s, steps: [100], every: 2s}
        evacuation: {limit: 10, per: 2s}
        panic: {window: 4s}
        damping: {halfLife: 1s, suppress: 11000, reuse: 10000}
      """;

  private final List<AutoCloseable> open = new ArrayList<>();
  private final Topology topology;
  private final Gateways gateways;
  private final Web web = new Web();

  /**
   * Starts all processes.
   *
   * @param range the first two numbers of all its addresses, such as {@code 127.30}
   */
  Ground(Path folder, String range) throws IOException {
    Path file = folder.resolve("fairlead.yaml");
    Files.writeString(file, text(range));
    this.topology = read(file);
    try {
      this.gateways = kept(new Gateways(topology.fleet().regions().values(), folder));
      for (String region : topology.fleet().regions().keySet()) {
        for (String verb : List.of("edge", "run")) {
          List<String> arguments =
              List.of(verb, "--region", region, "-f", file.toString(), "--until-input-ends");
          kept(Program.java(verb + "-" + region, folder, Main.class, arguments));
        }
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private <T extends AutoCloseable> T kept(T resource) {
    open.add(resource);
    return resource;
  }

  private static String text(String range) throws IOException {
    String demo = Files.readString(Workspace.top().resolve("examples/three-regions.yaml"));
    return demo.substring(0, demo.indexOf("safety:"))
            .replace("127.10.", range + ".")
            .replace("{mode: manual}", "{mode: ramp}")
        + PACE;
  }

  private static Topology read(Path file) {
    return switch (TopologyReader.read(file, System::getenv)) {
      case ReadTopology.Valid valid -> valid.topology();
      case ReadTopology.Invalid invalid ->
          throw new IllegalStateException(file + ": " + invalid.problems());
    };
  }

  Topology topology() {
    return topology;
  }

  Gateways gateways() {
    return gateways;
  }

  /** The floating address of a region. */
  String front(String region) {
    return topology
        .fleet()
        .region(region)
        .floatingAddresses()
        .sequencedValues()
        .getFirst()
        .addresses()
        .getFirst();
  }

  /** Whether in every run's metrics all is Up and no intent is open. */
  boolean whole() {
    return topology.observers().values().stream()
        .map(at -> web.get(uri(at)))
        .allMatch(
            metrics ->
                metrics.contains("\nfairlead_intents_open 0")
                    && metrics.contains("\"up\"} 1.0")
                    && metrics.lines().noneMatch(line -> line.endsWith("\"down\"} 1.0")));
  }

  private static String uri(HostPort at) {
    return "http://" + at.host() + ":" + at.port() + "/metrics";
  }

  @Override
  public void close() throws IOException {
    IOException first = null;
    for (AutoCloseable resource : open.reversed()) {
      try {
        resource.close();
      } catch (Exception e) {
        first = first == null ? new IOException("a process of the benchmark stays", e) : first;
      }
    }
    web.close();
    if (first != null) {
      throw first;
    }
  }
}
