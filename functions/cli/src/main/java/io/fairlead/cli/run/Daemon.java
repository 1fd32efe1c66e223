package io.fairlead.cli.run;

import io.fairlead.cli.run.Pulse.Beat;
import io.fairlead.cycle.ArchiveCycle;
import io.fairlead.cycle.ProbeCycle;
import io.fairlead.cycle.ProbeReport;
import io.fairlead.cycle.SteerCycle;
import io.fairlead.cycle.SteerReport;
import io.fairlead.fleet.Fleet;
import io.fairlead.health.ProbeTarget;
import io.fairlead.journal.RegisterState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SortedSet;
import java.util.function.Consumer;

/**
 * The loop of a run: probe, steer, wait. One failed tick is logged and the next one is the retry.
 */
final class Daemon {
  /** While an intent is open or a vote is awaited, steering goes on at this pace. */
  private static final Duration AGAIN = Duration.ofMillis(100);

  /** So many times in a row at most; then the interval takes over. */
  private static final int AGAIN_LIMIT = 60;

  /**
   * What the loop drives.
   *
   * @param spread which targets are probed in which part of an interval
   * @param afterRound called after each round over all targets
   */
  record Parts(
      Fleet fleet,
      Spread spread,
      ProbeCycle probe,
      SteerCycle steer,
      ArchiveCycle archive,
      Pulse pulse,
      InstantSource clock,
      Runnable afterRound,
      Consumer<RuntimeException> failures) {}

  private final Parts parts;
  private final Doubts doubts = new Doubts();
  private Duration offset = Duration.ZERO;
  private int again;
  private boolean underWay;

  Daemon(Parts parts) {
    this.parts = parts;
  }

  /** Ticks until the thread is interrupted. */
  void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        tick(parts.pulse().await(AGAIN, underWay && again < AGAIN_LIMIT));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** One beat; whether something is still under way. */
  boolean tick(Beat beat) {
    underWay = ticked(beat);
    return underWay;
  }

  private boolean ticked(Beat beat) {
    try {
      again = counted(beat);
      Instant now = parts.clock().instant();
      Instant deadline = now.plus(parts.fleet().safety().probe().interval());
      switch (beat) {
        case Beat.Interval due -> {
          if (!probed(due, now, deadline) && !underWay) {
            return false;
          }
        }
        case Beat.Wake wake -> note(parts.probe().probeNow(wake.targets(), now, deadline));
        case Beat.Again _ -> probeDoubted(now, deadline);
      }
      // Steered by the store's time; deadlines are by the clock that the ports go by.
      Instant then = parts.clock().instant();
      Instant until = then.plus(parts.fleet().safety().probe().interval());
      SteerReport report = parts.steer().run(then.plus(offset), until);
      parts.probe().sawRegister(report.epoch());
      parts.archive().run(report, until);
      return unsettled(report);
    } catch (RuntimeException e) {
      // A tick that is interrupted belongs to a process that ends: that is no failure.
      if (!Thread.currentThread().isInterrupted()) {
        parts.failures().accept(e);
      }
      return false;
    }
  }

  /** A part of an interval that is not its last begins nothing anew. */
  private int counted(Beat beat) {
    return switch (beat) {
      case Beat.Again _ -> again + 1;
      case Beat.Interval due when !due.ends() -> again;
      case Beat.Interval _, Beat.Wake _ -> 0;
    };
  }

  /** Probes what is due; whether there is something to decide on: a round's end, or a change. */
  private boolean probed(Beat.Interval due, Instant now, Instant deadline) {
    if (due.whole()) {
      note(parts.probe().run(now, deadline));
    } else {
      SortedSet<ProbeTarget> targets = parts.spread().due(due);
      ProbeReport report = parts.probe().runPart(targets, due.ends(), now, deadline);
      note(report);
      if (!due.ends()) {
        return report.opinionChanged();
      }
    }
    parts.afterRound().run();
    return true;
  }

  private void note(ProbeReport report) {
    offset = report.clockOffset();
    doubts.seen(report.entry().targets());
  }

  /** Whether an intent is open, or what this observer sees Down is not yet held to be. */
  private boolean unsettled(SteerReport report) {
    RegisterState state = report.state();
    if (state == null) {
      return false;
    }
    doubts.held(state.verdicts());
    return !state.intents().isEmpty() || doubts.any();
  }

  /** Tries once more what this observer alone holds Down: that need not wait for the interval. */
  private void probeDoubted(Instant now, Instant deadline) {
    Duration recent = parts.fleet().safety().probe().interval().multipliedBy(2);
    SortedSet<ProbeTarget> doubted = doubts.unrefusedSince(now.plus(offset).minus(recent));
    if (!doubted.isEmpty()) {
      note(parts.probe().probeNow(doubted, now, deadline));
    }
  }
}
