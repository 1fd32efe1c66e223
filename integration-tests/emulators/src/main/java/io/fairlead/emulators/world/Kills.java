package io.fairlead.emulators.world;

import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.world.AwsThings.Kept;
import io.fairlead.emulators.world.AwsWorld.Mark;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.RegisterState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every call of a course meets every fault, one at a time; the course must end as it should. The
 * world is prepared once and rewound for each run.
 */
public final class Kills {
  private static final int LONGEST = 60;
  private static final int TICKS_ALLOWED = 6;
  private static final int TICKS_AFTER = 3;
  private static final int LAST = 6;
  private static final int TRIES = 3;
  private static final String NEVER_MADE = "the call was never made";
  private static final Duration LATE_BY = Duration.ofMinutes(30);

  private final Course course;
  private final Kept kept;
  private final AwsWorld world;
  private final Mark mark;
  private final Set<HistoryEntry> history;
  private final Telling telling;

  /** All faults at the calls of a course whose register is one object. */
  public Kills(AwsPlace place, Course course) {
    this(place, course, Kept.ONE_CELL);
  }

  /** All faults at the calls of a course. */
  Kills(AwsPlace place, Course course, Kept kept) {
    this.course = course;
    this.kept = kept;
    this.world = new AwsWorld(place, AwsFleet.of(course.kind()), kept);
    course.before().accept(world);
    this.mark = world.mark();
    this.history = world.history();
    this.telling = new Telling(world);
  }

  /**
   * What was tried.
   *
   * @param calls on AWS that the course makes, an operator's own among them
   * @param runs of the world, one a struck call and fault
   * @param missed runs in which the call was not made: which cells of a quorum are asked again
   *     depends on which answer first
   * @param failures what did not end as it should
   */
  public record Result(
      Course course, int calls, int runs, List<String> missed, List<String> failures) {
    public Result {
      missed = List.copyOf(missed);
      failures = List.copyOf(failures);
    }
  }

  /**
   * Plays some of the runs, which are one a call and fault.
   *
   * @param every one of so many of all; 1 plays all
   * @param everyChange one of so many of those at calls that change something, besides
   */
  public Result run(int every, int everyChange) {
    Baseline baseline = baseline();
    Set<Run> runs = new LinkedHashSet<>(some(baseline.calls(), every));
    runs.addAll(some(baseline.changing(), everyChange));
    List<String> missed = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (Run run : runs) {
      String failure = again(run.call(), run.strike(), baseline.ticks() + TICKS_ALLOWED);
      if (!failure.isEmpty()) {
        (failure.equals(NEVER_MADE) && kept.isQuorum() ? missed : failures)
            .add(course + ", " + run.strike() + " at " + run.call() + ": " + failure);
      }
    }
    return new Result(course, baseline.calls().size(), runs.size(), missed, failures);
  }

  private record Run(String call, Strike strike) {}

  private static List<Run> some(List<String> calls, int every) {
    List<Run> all =
        calls.stream()
            .flatMap(call -> Stream.of(Strike.values()).map(strike -> new Run(call, strike)))
            .toList();
    return IntStream.iterate(
            Math.min(every, all.size()) / 2, at -> at < all.size(), at -> at + every)
        .mapToObj(all::get)
        .toList();
  }

  /** What becomes of a call that is struck; a quorum's call may have to be waited for. */
  private String again(String call, Strike strike, int limit) {
    String failure = struck(call, strike, limit);
    for (int i = 1; i < TRIES && kept.isQuorum() && failure.equals(NEVER_MADE); i++) {
      failure = struck(call, strike, limit);
    }
    return failure;
  }

  private record Baseline(List<String> calls, List<String> changing, int ticks) {}

  private Baseline baseline() {
    begin();
    Watch watch = new Watch("");
    world.twin().faults().add(watch::strikes, new Fault.CutBefore());
    watch.during("trigger", () -> course.trigger().accept(world));
    for (int tick = 1; tick <= LONGEST; tick++) {
      watch.during("tick " + tick, world::tick);
      if (course.wanted().test(world)) {
        String wrong = telling.afterAll();
        if (!wrong.isEmpty()) {
          throw new IllegalStateException(course + " without faults: " + wrong);
        }
        telling.expect();
        return new Baseline(watch.names(), watch.changing(), tick);
      }
    }
    throw new IllegalStateException(course + " does not end without faults: " + found());
  }

  /** The function has looked at the fleet once, where there was one to look at. */
  private void begin() {
    world.rewind(mark);
    if (world.state() != null) {
      world.tick();
    }
  }

  private String struck(String call, Strike strike, int limit) {
    begin();
    Watch watch = new Watch(call);
    world.twin().faults().add(watch::strikes, strike.fault());
    if (strike.kills()) {
      world.twin().faults().add(watch::isAfter, new Fault.CutBefore());
    }
    watch.during("trigger", () -> course.trigger().accept(world));
    if (watch.hasStruck()) {
      // An operator whose command died or said that it does not know gives it again.
      world.twin().faults().clear();
      course.trigger().accept(world);
    }
    boolean wanted = false;
    for (int tick = 1; tick <= limit && !wanted; tick++) {
      watch.during("tick " + tick, world::tick);
      if (watch.hasStruck()) {
        world.twin().faults().clear();
        if (strike.kills()) {
          world.restart();
        }
      }
      wanted = course.wanted().test(world);
    }
    if (!watch.hasStruck()) {
      return NEVER_MADE;
    }
    Predicate<AwsWorld> last = course.wanted();
    if (wanted && strike == Strike.LATE) {
      Course since = course.since();
      last = since == null ? last : since.wanted();
      wanted = isWantedAfterItCame(since);
    }
    if (!wanted || !stays(last)) {
      return "not as it should be: " + found();
    }
    return world.history().containsAll(history)
        ? telling.after(call, strike)
        : "lines of history are lost: " + found();
  }

  /** What was held back takes effect; the calm time before that is leapt over. */
  private boolean isWantedAfterItCame(@Nullable Course since) {
    Course last = since == null ? course : since;
    world.clock().pass(LATE_BY);
    for (int tick = 0; tick < TICKS_AFTER; tick++) {
      world.tick();
    }
    if (since != null) {
      last.trigger().accept(world);
      Courses.until(last.wanted()).accept(world);
    }
    int held = flagsHeld();
    world.twin().deliverLate();
    if (flagsHeld() < held) {
      // Two of three stores decide, so that one flag too few would not be seen otherwise.
      return false;
    }
    for (int tick = 0; tick < TICKS_ALLOWED; tick++) {
      world.tick();
      if (last.wanted().test(world)) {
        return true;
      }
    }
    return false;
  }

  private int flagsHeld() {
    return world.fleet().regionGroups().stream().mapToInt(world.things()::flags).sum();
  }

  /** What of the register tells why. */
  private String found() {
    RegisterState state = world.state();
    if (state == null) {
      return "the register is empty";
    }
    List<HistoryEntry> last =
        state.history().subList(Math.max(0, state.history().size() - LAST), state.history().size());
    return "intents %s, latches %s, history ends with %s"
        .formatted(state.intents(), state.latches().values(), last);
  }

  private boolean stays(Predicate<AwsWorld> wanted) {
    for (int tick = 0; tick < TICKS_AFTER; tick++) {
      world.tick();
      if (!wanted.test(world)) {
        return false;
      }
    }
    return true;
  }
}
