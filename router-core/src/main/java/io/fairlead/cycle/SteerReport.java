package io.fairlead.cycle;

import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.RegisterState;
import io.fairlead.plan.Decision;
import io.fairlead.plan.View;
import io.fairlead.port.Notifier.Notice;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one run of the steer cycle read, decided and did: what status, metrics and explanations are
 * made of.
 *
 * @param outcome how it ended
 * @param at the tick's time
 * @param epoch the register version at the end, 0 = not read
 * @param state the register at the end; null = not read
 * @param view what was decided on; null = the cycle ended before
 * @param decision plan and guard; null = the cycle ended before
 * @param applied calls on targets, in the order made
 * @param lines history written by this tick
 * @param notices what people are told
 */
public record SteerReport(
    CycleOutcome outcome,
    Instant at,
    long epoch,
    @Nullable RegisterState state,
    @Nullable View view,
    @Nullable Decision decision,
    List<AppliedStep> applied,
    List<HistoryEntry> lines,
    List<Notice> notices) {
  public SteerReport {
    applied = List.copyOf(applied);
    lines = List.copyOf(lines);
    notices = List.copyOf(notices);
  }

  /** The report of a cycle that ended before it could decide. */
  static SteerReport held(
      CycleOutcome outcome, Instant at, long epoch, @Nullable RegisterState state) {
    return new SteerReport(outcome, at, epoch, state, null, null, List.of(), List.of(), List.of());
  }
}
