package io.fairlead.cli.run;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.TopologyFile;
import io.fairlead.wiring.topology.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Option;

/** What the processes of one region are told. */
final class RegionOptions {
  @Option(
      names = "--region",
      paramLabel = "R",
      required = true,
      description = "The region that this process belongs to (required).")
  String region = "";

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      defaultValue = "fairlead.yaml",
      description = "Topology file (default: ${DEFAULT-VALUE}).")
  Path file = Path.of("fairlead.yaml");

  @Option(
      names = "--until-input-ends",
      description = "End when standard input does, so that no process outlives its starter.")
  boolean untilInputEnds;

  @Option(names = "--debug", description = "Show the stack trace of a bug.")
  boolean debug;

  /** The topology, whole and valid, with the region in it. */
  Topology topology(Surroundings surroundings) {
    return checked(new TopologyFile(file, surroundings).topology());
  }

  private Topology checked(Topology topology) {
    if (!topology.fleet().regions().containsKey(region)) {
      throw new Stop(
          ExitCode.USAGE,
          "no region "
              + region
              + " in "
              + file
              + "; it has "
              + topology.fleet().regions().keySet());
    }
    return topology;
  }

  /** Waits until the process is told to end. */
  void stay() throws IOException {
    if (untilInputEnds) {
      while (System.in.read() >= 0) {
        // Only the end of the input matters.
      }
      return;
    }
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
