package io.fairlead.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How one seed went.
 *
 * @param struck incidents and faults at port calls by class, how often each struck
 * @param darkTicks ticks until a region that alone went dark had no clients; 0 = not tried
 * @param settledAfter ticks that each rest took
 * @param leapt virtual seconds that were leapt over
 * @param failure the violation with the end of the trace; empty = none
 */
record SeedResult(
    long seed,
    Chaos.Kind kind,
    SortedMap<String, Integer> struck,
    long faults,
    long changes,
    int darkTicks,
    List<Integer> settledAfter,
    long leapt,
    String hash,
    String failure) {
  private static final int LINES_SHOWN = 100;

  /** Runs a seed; odd seeds have addresses without a fence. */
  static SeedResult of(long seed, Duration time, boolean leaps) {
    World world = new World(new Setting(SimFleet.fourRegions(), seed, seed % 2 == 0), leaps);
    Chaos chaos = new Chaos(world);
    String failure = "";
    try {
      chaos.run(time);
    } catch (AssertionError | RuntimeException violated) {
      failure = violated + "\n" + world.trace().tail(LINES_SHOWN);
    }
    SortedMap<String, Integer> struck = new TreeMap<>(chaos.struck());
    world.struckBy().forEach((fault, count) -> struck.merge(fault, count, Integer::sum));
    return new SeedResult(
        seed,
        chaos.kind(),
        struck,
        struck.values().stream().mapToLong(Integer::longValue).sum(),
        world.audit().effects(),
        chaos.darkTicks(),
        chaos.settledAfter(),
        world.leapt(),
        world.trace().hash(),
        failure);
  }

  String line() {
    return "seed %d %s faults=%d changes=%d dark=%d settled=%s trace=%s %s"
        .formatted(
            seed,
            kind,
            faults,
            changes,
            darkTicks,
            settledAfter,
            hash,
            failure.isEmpty() ? "ok" : failure.lines().findFirst().orElse(""));
  }
}
