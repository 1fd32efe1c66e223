package io.fairlead.cli.run;

import io.fairlead.cli.run.Pulse.Beat;
import io.fairlead.cycle.ProbeCycle;
import io.fairlead.cycle.ProbeReport;
import io.fairlead.cycle.SteerCycle;
import io.fairlead.cycle.SteerReport;
import io.fairlead.fleet.Fleet;
import io.fairlead.health.ProbeTarget;
import io.fairlead.health.TargetRecord;
import io.fairlead.health.Verdict;
import io.fairlead.health.VerdictEntry;
import io.fairlead.journal.RegisterState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The loop of a run: probe, steer, wait. One failed tick is logged and the next one is the retry.
 */
final class Daemon {
  /** While an intent is open or a vote is awaited, steering goes on at this pace. */
  private static final Duration AGAIN = Duration.ofMillis(100);

  /** So many times in a row at most; then the interval takes over. */
  private static final int AGAIN_LIMIT = 60;

  /** What the loop drives. */
  record Parts(
      Fleet fleet,
      ProbeCycle probe,
      SteerCycle steer,
      Pulse pulse,
      InstantSource clock,
      Consumer<RuntimeException> failures) {}

  private final Parts parts;
  private Duration offset = Duration.ZERO;
  private SortedMap<ProbeTarget, TargetRecord> seen = new java.util.TreeMap<>();
  private int again;

  Daemon(Parts parts) {
    this.parts = parts;
  }

  /** Ticks until the thread is interrupted. */
  void run() {
    boolean underWay = false;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        underWay = tick(parts.pulse().await(AGAIN, underWay && again < AGAIN_LIMIT));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** One beat; whether something is still under way. */
  private boolean tick(Beat beat) {
    try {
      again = beat instanceof Beat.Again ? again + 1 : 0;
      Instant now = parts.clock().instant();
      Instant deadline = now.plus(parts.fleet().safety().probe().interval());
      switch (beat) {
        case Beat.Interval _ -> note(parts.probe().run(now, deadline));
        case Beat.Wake wake -> note(parts.probe().probeNow(wake.targets(), now, deadline));
        case Beat.Again _ -> {}
      }
      Instant then = parts.clock().instant().plus(offset);
      return unsettled(
          parts.steer().run(then, then.plus(parts.fleet().safety().probe().interval())));
    } catch (RuntimeException e) {
      parts.failures().accept(e);
      return false;
    }
  }

  private void note(ProbeReport report) {
    offset = report.clockOffset();
    seen = report.entry().targets();
  }

  /** Whether an intent is open, or what this observer sees Down is not yet held to be. */
  private boolean unsettled(SteerReport report) {
    RegisterState state = report.state();
    return state != null && (!state.intents().isEmpty() || awaited(state));
  }

  private boolean awaited(RegisterState state) {
    return seen.entrySet().stream()
        .filter(entry -> entry.getValue().opinion() == Verdict.DOWN)
        .map(entry -> state.verdicts().get(entry.getKey().subject()))
        .anyMatch(Daemon::notDown);
  }

  private static boolean notDown(@Nullable VerdictEntry held) {
    return held == null || held.verdict() != Verdict.DOWN;
  }
}
