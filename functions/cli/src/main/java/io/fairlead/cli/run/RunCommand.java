package io.fairlead.cli.run;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.answer.Words;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Mode;
import io.fairlead.local.edge.BindSentences;
import io.fairlead.wiring.topology.HostPort;
import io.fairlead.wiring.topology.Topology;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The cycles as a process for one region. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Probe, decide and act for one region; serves /metrics and /healthz.",
    footerHeading = "%nExample:%n",
    footer = "  fairlead run --region eu-west -f examples/three-regions.yaml --mode observe")
public final class RunCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private final RegionOptions options = new RegionOptions();

  @Option(
      names = "--mode",
      paramLabel = "observe",
      converter = ObserveOnly.class,
      completionCandidates = ObserveOnly.class,
      description = "Plan, journal and report, touch nothing (default: the topology's mode).")
  @Nullable Mode mode;

  /** In these surroundings. */
  public RunCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    Topology topology = options.topology(surroundings);
    Fleet fleet = fleet(topology.fleet());
    Duration silentAfter = fleet.safety().freshness();
    try (StatusServer status = status(listen(topology), silentAfter);
        RunAssembly assembly =
            new RunAssembly(topology, fleet, options.region, status, surroundings.clock())) {
      surroundings
          .out()
          .println(
              "run "
                  + options.region
                  + " ticks every "
                  + Words.span(fleet.safety().probe().interval()));
      Thread loop = Thread.ofPlatform().name("ticks").start(assembly.daemon()::run);
      options.stay();
      loop.interrupt();
      join(loop);
      return ExitCode.DONE.code();
    }
  }

  private StatusServer status(InetSocketAddress at, Duration silentAfter) {
    try {
      return new StatusServer(options.region, at, silentAfter, System::nanoTime);
    } catch (IOException e) {
      throw new Stop(ExitCode.FAILED, BindSentences.sentence("run's HTTP", at, e.getMessage()));
    }
  }

  private Fleet fleet(Fleet declared) {
    Mode asked = mode;
    if (asked == null || asked == declared.mode()) {
      return declared;
    }
    new TickLog(options.region).info("mode observe by --mode: nothing will be touched");
    return new Fleet(
        declared.name(),
        asked,
        declared.digest(),
        declared.probes(),
        declared.regions(),
        declared.services(),
        declared.safety(),
        declared.replicated(),
        declared.databases());
  }

  private InetSocketAddress listen(Topology topology) {
    HostPort at = topology.observers().get(options.region);
    if (at == null) {
      throw new Stop(
          ExitCode.USAGE,
          "regions." + options.region + ".observer.http is missing: where /metrics is served");
    }
    return new InetSocketAddress(at.host(), at.port());
  }

  private static void join(Thread loop) {
    try {
      loop.join(Duration.ofSeconds(5));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
