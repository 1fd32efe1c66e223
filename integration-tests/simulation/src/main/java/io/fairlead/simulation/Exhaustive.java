package io.fairlead.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Every call of a path meets every fault, one at a time; all converge within a few ticks. */
final class Exhaustive {
  /** Ticks that a fault may cost. */
  static final int TICKS_ALLOWED = 5;

  private static final int LONGEST = 120;
  private static final Duration LONG_FREEZE = Duration.ofMinutes(30);
  private static final List<Fault> FAULTS =
      List.of(
          new Fault.KillBefore(),
          new Fault.KillAfter(),
          new Fault.Duplicate(),
          new Fault.LoseAnswer(),
          new Fault.Freeze(LONG_FREEZE));

  private final Path path;
  private final Setting setting;

  Exhaustive(Path path, Setting setting) {
    this.path = path;
    this.setting = setting;
  }

  String name() {
    return path.name();
  }

  /**
   * What was tried.
   *
   * @param calls port calls of the path
   * @param runs worlds run, one a call and fault
   * @param ticks that the path takes without faults
   */
  record Result(String path, int calls, int runs, int ticks) {}

  /** A path without faults. */
  private record Baseline(int ticks, SortedSet<Long> calls) {}

  /** Tries every {@code stride}-th call; 1 tries all. */
  Result run(int stride) {
    Baseline baseline = baseline();
    int runs = 0;
    int index = 0;
    for (long call : baseline.calls()) {
      index++;
      if (index % stride == 0) {
        for (Fault fault : FAULTS) {
          tryOne(baseline, call, fault);
          runs++;
        }
      }
    }
    return new Result(path.name(), baseline.calls().size(), runs, baseline.ticks());
  }

  private Baseline baseline() {
    World world = new World(setting);
    path.prepare().accept(world);
    long before = world.calls();
    path.trigger().accept(world);
    int ticks = ticksUntilWanted(world, LONGEST);
    SortedSet<Long> calls = new TreeSet<>(world.busyCalls());
    calls.removeIf(call -> call <= before);
    return new Baseline(ticks, calls);
  }

  private void tryOne(Baseline baseline, long call, Fault fault) {
    World world = new World(setting);
    try {
      world.faults(new OneFault(call, fault));
      path.prepare().accept(world);
      path.trigger().accept(world);
      ticksUntilWanted(world, baseline.ticks() + TICKS_ALLOWED);
      if (fault instanceof Fault.Freeze) {
        world.run(LONG_FREEZE);
        ticksUntilWanted(world, TICKS_ALLOWED);
      }
      world.ticks(TICKS_ALLOWED);
      if (!path.wanted().test(world)) {
        throw new Violation(14, "it was as wanted and did not stay so");
      }
    } catch (AssertionError | RuntimeException failed) {
      String where = path.name() + ", call " + call + ", " + fault + ": " + failed.getMessage();
      throw new AssertionError(where + "\n" + world.trace().tail(80), failed);
    }
  }

  private int ticksUntilWanted(World world, int limit) {
    for (int tick = 1; tick <= limit; tick++) {
      world.ticks(1);
      if (path.wanted().test(world)) {
        return tick;
      }
    }
    throw new Violation(14, "not as wanted after " + limit + " ticks; " + Settled.why(world));
  }
}
