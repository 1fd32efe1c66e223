package io.fairlead.plan;

import io.fairlead.fleet.FailbackMode;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.fleet.Routing;
import io.fairlead.fleet.Safety;
import io.fairlead.fleet.Service;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.journal.Latch;
import io.fairlead.journal.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How far the return of each latched deployment is due: clean time first, then the ramp. */
final class Returns {
  /** Who sets a latch for an evacuation flag that a person raised. */
  static final String BY_FLAG = "flag";

  /** Who sets a latch for what the cycles decided. */
  static final String BY_FAIRLEAD = "fairlead";

  private final Situation situation;
  private final Requests requests;

  private Returns(Situation situation, Requests requests) {
    this.situation = situation;
    this.requests = requests;
  }

  /** Every latch of a deployment that still exists, as it should be after this tick. */
  static SortedMap<Subject.OfDeployment, Latch> due(Situation situation, Requests requests) {
    Returns returns = new Returns(situation, requests);
    SortedMap<Subject.OfDeployment, Latch> due = new TreeMap<>();
    situation
        .view()
        .state()
        .latches()
        .forEach(
            (where, latch) -> {
              if (situation.exists(where)) {
                due.put(where, returns.next(latch));
              }
            });
    return due;
  }

  /** Whether a latch's ramp is over, so that the latch can go. */
  static boolean over(Situation situation, Latch latch) {
    Returns returns = new Returns(situation, Requests.NONE);
    return latch.step() >= returns.steps(latch.where())
        && returns.settled(latch)
        && !situation.frozen();
  }

  /** Percent of its home share that a latched deployment may have: 0 at step 0. */
  static int percent(Situation situation, Latch latch) {
    if (latch.step() == 0) {
      return 0;
    }
    Service service = situation.view().fleet().service(latch.where().service());
    Safety.RampPace ramp = situation.view().fleet().safety().ramp();
    return service.routing() == Routing.ACTIVE_PASSIVE
        ? 100
        : ramp.steps().get(Math.min(latch.step(), ramp.steps().size()) - 1);
  }

  private Latch next(Latch latch) {
    Latch now = observed(released(latch));
    if (now.cleanSince() == null || !mayReturn(now) || situation.frozen()) {
      return now;
    }
    if (now.step() == 0) {
      return clean(now) ? step(now, 1) : now;
    }
    return now.step() < steps(now.where()) && settled(now) ? step(now, now.step() + 1) : now;
  }

  /** An operator's failback releases; so does the person who takes the flag away. */
  private Latch released(Latch latch) {
    boolean flagGone =
        latch.by().equals(BY_FLAG)
            && situation.view().current().flags().surelyLowered(situation.groupOf(latch.where()));
    return flagGone || requests.released().contains(latch.where())
        ? with(latch, true, latch.cleanSince(), latch.step(), latch.stepSince())
        : latch;
  }

  /** The clean time starts over, and the ramp goes back, when the deployment is Down again. */
  private Latch observed(Latch latch) {
    Instant now = situation.view().now();
    Verdict held = situation.held(latch.where());
    Verdict judged = situation.judged(latch.where());
    if (held == Verdict.DOWN || judged == Verdict.DOWN) {
      Instant since = latch.step() == 0 ? latch.stepSince() : now;
      return with(latch, latch.released(), null, 0, since);
    }
    if (latch.step() > 0 && (held == Verdict.DEGRADED || judged == Verdict.DEGRADED)) {
      return degraded(latch);
    }
    if (held != Verdict.UP) {
      return with(latch, latch.released(), null, latch.step(), latch.stepSince());
    }
    boolean starts = latch.cleanSince() == null && judged == Verdict.UP;
    return starts ? with(latch, latch.released(), now, latch.step(), latch.stepSince()) : latch;
  }

  /**
   * The error budget of a ramp: a deployment that loses over half of its probes goes back to the
   * step before, and further with each step's time that it lasts. Never below the first step:
   * Degraded alone takes nobody out.
   */
  private Latch degraded(Latch latch) {
    boolean fresh = latch.cleanSince() != null;
    int step = fresh || settled(latch) ? Math.max(1, latch.step() - 1) : latch.step();
    Instant since = step == latch.step() ? latch.stepSince() : situation.view().now();
    return with(latch, latch.released(), null, step, since);
  }

  private boolean mayReturn(Latch latch) {
    if (situation.judged(latch.where()) != Verdict.UP
        || situation.person(situation.groupOf(latch.where())) != null
        || Lags.bar(situation.view(), latch.where()).isPresent()) {
      return false;
    }
    Service service = situation.view().fleet().service(latch.where().service());
    return latch.released()
        || (latch.by().equals(BY_FAIRLEAD) && service.failback() == FailbackMode.RAMP);
  }

  private boolean clean(Latch latch) {
    Instant since = latch.cleanSince();
    Duration needed = situation.view().fleet().safety().ramp().cleanFor();
    return latch.released()
        || (since != null && !situation.view().now().isBefore(since.plus(needed)));
  }

  /** Whether the present step is in effect and has had its time. */
  private boolean settled(Latch latch) {
    RegionGroup flag = situation.groupOf(latch.where());
    Service service = situation.view().fleet().service(latch.where().service());
    for (Partition partition : service.partitions().values()) {
      TargetId zone = new TargetId.Zone(partition.zone());
      if (situation.busy(zone) || situation.zone(partition.zone()) == null) {
        return false;
      }
    }
    TargetId.Flag target = new TargetId.Flag(flag);
    if (situation.raised(flag) || situation.busy(target)) {
      return false;
    }
    Instant back = situation.changedAt(target);
    Instant from = back.isAfter(latch.stepSince()) ? back : latch.stepSince();
    Duration every = situation.view().fleet().safety().ramp().every();
    return !situation.view().now().isBefore(from.plus(every));
  }

  /** Steps of a ramp; an active-passive service returns in one. */
  private int steps(Subject.OfDeployment where) {
    Service service = situation.view().fleet().service(where.service());
    return service.routing() == Routing.ACTIVE_PASSIVE
        ? 1
        : situation.view().fleet().safety().ramp().steps().size();
  }

  private Latch step(Latch latch, int step) {
    return with(latch, latch.released(), latch.cleanSince(), step, situation.view().now());
  }

  private static Latch with(
      Latch latch, boolean released, @Nullable Instant cleanSince, int step, Instant stepSince) {
    return new Latch(
        latch.where(),
        latch.since(),
        latch.reason(),
        latch.by(),
        released,
        cleanSince,
        step,
        stepSince);
  }
}
