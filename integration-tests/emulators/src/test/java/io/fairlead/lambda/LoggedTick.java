package io.fairlead.lambda;

import io.fairlead.cycle.CycleOutcome;
import io.fairlead.cycle.ProbeReport;
import io.fairlead.cycle.SteerReport;
import io.fairlead.health.Observation;
import io.fairlead.wiring.function.RegionCycles;
import io.fairlead.wiring.function.TickLine;
import io.fairlead.wiring.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The line that the tick function logs, by its own writer, for a tick that a test makes up. */
public final class LoggedTick {
  private LoggedTick() {}

  /** Nothing was to be done. */
  public static String idle(Topology topology, String region, Instant at) {
    return line(topology, region, at, new CycleOutcome.Idle());
  }

  /** No majority of cells answered. */
  public static String failing(Topology topology, String region, Instant at) {
    return line(topology, region, at, new CycleOutcome.NoQuorum("nobody answers"));
  }

  private static String line(Topology topology, String region, Instant at, CycleOutcome outcome) {
    Observation entry =
        new Observation(
            region,
            at.getEpochSecond(),
            "run",
            1,
            at,
            topology.fleet().digest(),
            1,
            false,
            "",
            new TreeMap<>());
    ProbeReport seen = new ProbeReport(entry, Optional.empty(), List.of(), 0, Duration.ZERO);
    SteerReport steered =
        new SteerReport(outcome, at, 1, null, null, null, List.of(), List.of(), List.of());
    return new TickLine(region, at, EmbeddedMetrics::describe)
        .asked("queue", at)
        .topology(topology, "")
        .ticked(new RegionCycles.Ticked(seen, steered), Duration.ZERO, Duration.ofMillis(90));
  }
}
