package io.fairlead.cli.run;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.local.edge.EdgeProblem;
import io.fairlead.local.edge.EdgeServer;
import io.fairlead.local.edge.EdgeSettings;
import io.fairlead.local.state.StateProblem;
import io.fairlead.wiring.local.LocalEdges;
import io.fairlead.wiring.topology.Edge;
import io.fairlead.wiring.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A local region's cloud as a process: DNS, relays, flags, observation entries and its cell. */
@Command(
    name = "edge",
    mixinStandardHelpOptions = true,
    description = "Serve a local region: DNS, address relays, flags and its cell.",
    footerHeading = "%nExample:%n",
    footer = "  fairlead edge --region eu-west -f examples/three-regions.yaml")
public final class EdgeCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private final RegionOptions options = new RegionOptions();

  /** In these surroundings. */
  public EdgeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    Topology topology = options.topology(surroundings);
    if (!topology.edges().containsKey(options.region)) {
      throw new Stop(
          ExitCode.USAGE,
          "region "
              + options.region
              + " declares no edge; regions with one: "
              + topology.edges().keySet());
    }
    EdgeSettings settings = LocalEdges.settings(topology, options.region);
    boolean kept = Files.isDirectory(settings.directory());
    try (EdgeServer _ = EdgeServer.start(settings, surroundings.clock())) {
      Edge edge = Objects.requireNonNull(topology.edges().get(options.region));
      surroundings
          .out()
          .println(
              "edge "
                  + options.region
                  + " serves DNS at "
                  + edge.dns()
                  + ", its cell, flags and relays at http://"
                  + edge.http()
                  + (kept ? "; goes on with " : "; begins with nothing, in the new folder ")
                  + settings.directory().toAbsolutePath());
      options.stay();
      return ExitCode.DONE.code();
    } catch (EdgeProblem | StateProblem e) {
      throw new Stop(ExitCode.FAILED, String.valueOf(e.getMessage()));
    }
  }
}
