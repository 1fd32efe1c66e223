package io.fairlead.gateway.engine;

import io.fairlead.health.Outcome;
import io.fairlead.health.ProbeResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One probe with its confirmation: some attempts, one report. */
final class ProbeRun {
  private final ProbeLoop loop;
  private final ProbePlan plan;
  private final Consumer<Optional<ProbeResult>> report;
  private final AttemptCount count;
  private final TimingWheel.Timer spacing = new TimingWheel.Timer(this::another);
  private final TimingWheel.Timer deadline = new TimingWheel.Timer(this::giveUp);
  private final List<Attempt> open = new ArrayList<>(1);
  private @Nullable Instant began;
  private long lastStart;
  private boolean ended;

  /**
   * Creates a probe.
   *
   * @param report called once, on the loop's thread; empty when the probe was cut short or this
   *     machine could not try
   */
  ProbeRun(ProbeLoop loop, ProbePlan plan, Consumer<Optional<ProbeResult>> report) {
    this.loop = loop;
    this.plan = plan;
    this.report = report;
    this.count = new AttemptCount(plan.order().confirmation());
  }

  ProbePlan plan() {
    return plan;
  }

  /** Starts as soon as there is room, and gives up at a moment on the monotonic clock. */
  void start(long giveUpAt) {
    loop.wheel().arm(deadline, giveUpAt);
    Attempt first = new Attempt(loop, this);
    open.add(first);
    loop.admit(first);
  }

  /** An attempt starts now. */
  void started(Attempt attempt) {
    lastStart = attempt.startedAt();
    if (began == null) {
      began = loop.clock().instant();
    }
    switch (count.started()) {
      case START_AFTER_SPACING -> another(plan.order().confirmation().spacing());
      case START_AFTER_PATIENCE -> another(plan.order().confirmation().patience());
      case WAIT, PASSED, CONFIRMED -> {
        // Only an end goes on from here.
      }
    }
  }

  /** An attempt ended. */
  void ended(Attempt attempt, AttemptEnd how) {
    // Attempts are in the order of their start: those before this one are overtaken if it passed.
    int overtaken = open.indexOf(attempt);
    open.remove(attempt);
    if (ended) {
      return;
    }
    if (how.kind() == AttemptEnd.Kind.UNABLE) {
      loop.problem(how.detail());
      giveUp();
      return;
    }
    switch (count.ended(how.kind())) {
      case WAIT -> {
        // Others are still under way.
      }
      case START_AFTER_SPACING, START_AFTER_PATIENCE ->
          another(plan.order().confirmation().spacing());
      case PASSED -> passed(attempt, count.failures() + overtaken, how);
      case CONFIRMED -> failed(attempt, how);
    }
  }

  /** Ends without a result: the deadline passed, or the caller went away. */
  void giveUp() {
    if (!ended) {
      stop();
      report.accept(Optional.empty());
    }
  }

  /** Plans the next attempt so long after the newest one started. */
  private void another(Duration after) {
    long due = lastStart + after.toNanos();
    if (due <= System.nanoTime()) {
      another();
    } else {
      loop.wheel().arm(spacing, due);
    }
  }

  private void another() {
    Attempt next = new Attempt(loop, this);
    open.add(next);
    loop.admitConfirming(next);
  }

  /** Attempts begun after the one that passed had no time to pass, and count for nothing. */
  private void passed(Attempt attempt, int lost, AttemptEnd how) {
    finish(
        new ProbeResult(
            plan.order().target(),
            Outcome.PASSED,
            false,
            lost + 1,
            lost,
            began(),
            latency(attempt),
            how.detail()));
  }

  private void failed(Attempt last, AttemptEnd how) {
    finish(
        new ProbeResult(
            plan.order().target(),
            count.failure(),
            count.onlyRefused(),
            count.attempts(),
            count.attempts(),
            began(),
            latency(last),
            how.detail()));
  }

  private void finish(ProbeResult result) {
    stop();
    report.accept(Optional.of(result));
  }

  private Instant began() {
    Instant first = began;
    if (first == null) {
      throw new IllegalStateException("a probe ended before it began");
    }
    return first;
  }

  private static Duration latency(Attempt attempt) {
    return Duration.ofNanos(System.nanoTime() - attempt.startedAt());
  }

  private void stop() {
    ended = true;
    loop.done(this);
    loop.wheel().cancel(spacing);
    loop.wheel().cancel(deadline);
    List.copyOf(open).forEach(Attempt::cancel);
    open.clear();
  }
}
