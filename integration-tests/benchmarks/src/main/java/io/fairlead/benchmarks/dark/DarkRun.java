package io.fairlead.benchmarks.dark;

import io.fairlead.cycle.NewPath;
import io.fairlead.cycle.ProbeCycle;
import io.fairlead.cycle.SteerCycle;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.port.SelfTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One phase: three functions by their pace, the cycles as they ship, and a region that goes dark
 * with its gateways, function, table and flag store. Answers how long its flags took.
 */
final class DarkRun {
  static final String VICTIM = "paris";

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration QUIET = Duration.ofMinutes(3);
  private static final long MINUTE_MILLIS = 60_000;
  private static final int MINUTES = 12;

  private static final Duration FUNCTION = Duration.ofSeconds(30);

  private final Fleet fleet;
  private final Memory memory;
  private final Instant outage;
  private final PriorityQueue<Run> runs =
      new PriorityQueue<>(Comparator.comparing(Run::at).thenComparing(Run::region));
  private final AtomicLong ids = new AtomicLong();

  /** A function's run begins, or its probes are done. */
  private record Run(Instant at, String region, boolean probed) {}

  DarkRun(Fleet fleet, Pace pace, long seed) {
    Random random = new Random(seed);
    this.fleet = fleet;
    this.outage = START.plus(QUIET).plusMillis(random.nextLong(MINUTE_MILLIS));
    this.memory = new Memory(fleet, VICTIM, outage);
    for (String region : fleet.regions().keySet()) {
      for (Instant at : pace.runs(START, MINUTES, random)) {
        runs.add(new Run(at, region, false));
      }
    }
  }

  /** From the outage to the flags of the region in two stores; empty = never. */
  Optional<Duration> play() {
    RegionGroup flag = new RegionGroup(VICTIM, "default");
    while (!runs.isEmpty()) {
      Run run = runs.remove();
      memory.now(run.at());
      if (memory.dark(run.region())) {
        continue;
      }
      if (run.probed()) {
        memory.publish(run.region());
        steer(run);
        if (memory.raised(flag)) {
          return Optional.of(Duration.between(outage, run.at()).plus(memory.raisedAfter()));
        }
      } else {
        runs.add(new Run(run.at().plus(probe(run)), run.region(), true));
      }
    }
    return Optional.empty();
  }

  /** Probes; the entry waits until the slowest probe has ended. */
  private Duration probe(Run run) {
    new ProbeCycle(
            fleet,
            new ProbeCycle.Observer(run.region(), id()),
            new ProbeCycle.Ports(
                memory,
                _ -> new SelfTest.Result(true, "", Optional.of(Duration.ZERO)),
                memory.own(run.region())))
        .run(run.at(), run.at().plus(FUNCTION));
    return memory.slowest();
  }

  private void steer(Run run) {
    memory.time().begin();
    new SteerCycle(
            fleet,
            new SteerCycle.Ports(
                memory.register(),
                memory.all(),
                memory.addresses(),
                memory.director(),
                memory.flags(),
                (_, _) -> {},
                (_, _) -> {},
                NewPath.untried(),
                memory.time()),
            this::id)
        .run(run.at(), run.at().plus(FUNCTION));
  }

  private String id() {
    return "%020d".formatted(ids.incrementAndGet());
  }
}
