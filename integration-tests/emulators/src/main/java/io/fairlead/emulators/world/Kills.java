package io.fairlead.emulators.world;

import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Every call of a course meets every fault, one at a time; the course must end as it should. */
public final class Kills {
  private static final int LONGEST = 60;
  private static final int TICKS_ALLOWED = 6;
  private static final int TICKS_AFTER = 3;

  private final AwsPlace place;
  private final Course course;

  /** All faults at the calls of a course. */
  public Kills(AwsPlace place, Course course) {
    this.place = place;
    this.course = course;
  }

  /** What happens at a call. */
  // A fault is a record, which the checker cannot see.
  @SuppressWarnings("ImmutableEnumChecker")
  private enum Strike {
    KILL_BEFORE(new Fault.CutBefore(), true),
    KILL_AFTER(new Fault.CutAfter(), true),
    DOUBLED(new Fault.Twice(), false),
    ANSWER_LOST(new Fault.CutAfter(), false);

    private final Fault fault;
    private final boolean kills;

    Strike(Fault fault, boolean kills) {
      this.fault = fault;
      this.kills = kills;
    }
  }

  /**
   * What was tried.
   *
   * @param calls on AWS that the course makes
   * @param runs worlds run, one a struck call and fault
   * @param failures what did not end as it should
   */
  public record Result(Course course, int calls, int runs, List<String> failures) {
    public Result {
      failures = List.copyOf(failures);
    }
  }

  /** Strikes every so many calls; 1 strikes all. */
  public Result run(int every) {
    Baseline baseline = baseline();
    List<String> failures = new ArrayList<>();
    int runs = 0;
    int first = 1 + Math.min(every - 1, baseline.calls() - 1) / 2;
    for (int call = first; call <= baseline.calls(); call += every) {
      for (Strike strike : Strike.values()) {
        runs++;
        String failure = struck(call, strike, baseline.ticks() + TICKS_ALLOWED);
        if (!failure.isEmpty()) {
          failures.add(course + ", call " + call + ", " + strike + ": " + failure);
        }
      }
    }
    return new Result(course, baseline.calls(), runs, failures);
  }

  private record Baseline(int calls, int ticks) {}

  private Baseline baseline() {
    AwsWorld world = new AwsWorld(place, course.isStrict());
    course.prepare(world);
    int calls = 0;
    course.trigger(world);
    for (int tick = 1; tick <= LONGEST; tick++) {
      world.twin().forgetCalls();
      world.tick();
      calls += world.twin().calls().size();
      if (course.isWanted(world)) {
        return new Baseline(calls, tick);
      }
    }
    throw new IllegalStateException(course + " does not end without faults: " + world.state());
  }

  private String struck(int call, Strike strike, int limit) {
    AwsWorld world = new AwsWorld(place, course.isStrict());
    course.prepare(world);
    course.trigger(world);
    Striking striking = new Striking(call);
    world.twin().faults().add(striking::isStruck, strike.fault);
    if (strike.kills) {
      world.twin().faults().add(_ -> striking.isAfter(), new Fault.CutBefore());
    }
    boolean wanted = false;
    for (int tick = 0; tick < limit && !wanted; tick++) {
      striking.ticking = true;
      world.tick();
      striking.ticking = false;
      if (striking.seen.get() >= call) {
        world.twin().faults().clear();
        world.restart();
      }
      wanted = course.isWanted(world);
    }
    for (int tick = 0; tick < TICKS_AFTER && wanted; tick++) {
      world.tick();
      wanted = course.isWanted(world);
    }
    if (striking.seen.get() < call) {
      return "the call was never made";
    }
    return wanted ? "" : "not as it should be: " + world.state();
  }

  /** Counts the calls of ticks; those that only look are not the function's. */
  private static final class Striking {
    private final int call;
    private final AtomicInteger seen = new AtomicInteger();
    private volatile boolean ticking;

    Striking(int call) {
      this.call = call;
    }

    boolean isStruck(Call made) {
      return ticking && seen.incrementAndGet() == call;
    }

    boolean isAfter() {
      return ticking && seen.get() > call;
    }
  }
}
