package io.fairlead.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every call of a path meets every fault, one at a time; all converge within a few ticks. */
final class Exhaustive {
  /** Ticks that a fault may cost. */
  static final int TICKS_ALLOWED = 5;

  private static final int LONGEST = 120;
  private static final Duration LONG = Duration.ofMinutes(30);

  /** Calls whose request may arrive long after its sender's checks: the target's fence holds. */
  private static final Set<String> FENCED =
      Set.of("AddressMover.move", "TrafficDirector.change", "EvacuationFlags.apply", "CasCell.cas");

  private static final List<Fault> FAULTS =
      List.of(
          new Fault.KillBefore(),
          new Fault.KillAfter(),
          new Fault.Duplicate(),
          new Fault.LoseAnswer(),
          new Fault.Freeze(LONG));

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

  /**
   * A path without faults.
   *
   * @param calls what was called by each call of a tick that did anything, by its number
   */
  private record Baseline(int ticks, SortedMap<Long, String> calls) {
    /** Every fault that may meet a call. */
    List<Fault> faults(long call) {
      List<Fault> faults = new ArrayList<>(FAULTS);
      if (FENCED.contains(calls.getOrDefault(call, ""))) {
        faults.add(new Fault.Late(LONG));
      }
      return faults;
    }
  }

  /** Tries every {@code stride}-th call; 1 tries all. */
  Result run(int stride) {
    Baseline baseline = baseline();
    int runs = 0;
    int index = 0;
    for (long call : baseline.calls().keySet()) {
      index++;
      if (index % stride == 0) {
        for (Fault fault : baseline.faults(call)) {
          tryOne(baseline, call, fault);
          runs++;
        }
      }
    }
    return new Result(path.name(), baseline.calls().size(), runs, baseline.ticks());
  }

  /** Tries every call at a target or a cell whose request arrives half an hour later. */
  Result runLate() {
    Baseline baseline = baseline();
    int runs = 0;
    for (var call : baseline.calls().entrySet()) {
      if (FENCED.contains(call.getValue())) {
        tryOne(baseline, call.getKey(), new Fault.Late(LONG));
        runs++;
      }
    }
    return new Result(path.name() + ", late", baseline.calls().size(), runs, baseline.ticks());
  }

  private Baseline baseline() {
    World world = new World(setting);
    SortedMap<Long, String> calls = new TreeMap<>();
    world.faults(
        call -> {
          calls.put(call.number(), call.port() + "." + call.method());
          return null;
        });
    path.prepare().accept(world);
    long before = world.calls();
    path.trigger().accept(world);
    int ticks = ticksUntilWanted(world, LONGEST);
    calls.keySet().retainAll(world.busyCalls());
    calls.headMap(before + 1).clear();
    return new Baseline(ticks, calls);
  }

  private void tryOne(Baseline baseline, long call, Fault fault) {
    World world = new World(setting);
    try {
      world.faults(new OneFault(call, fault));
      path.prepare().accept(world);
      path.trigger().accept(world);
      ticksUntilWanted(world, baseline.ticks() + TICKS_ALLOWED);
      if (fault instanceof Fault.Freeze || fault instanceof Fault.Late) {
        world.run(LONG);
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
