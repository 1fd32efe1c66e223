package io.fairlead.plan;

import io.fairlead.fleet.RegionGroup;
import io.fairlead.health.Subject;
import io.fairlead.journal.History;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.Hold;
import io.fairlead.journal.Intent;
import io.fairlead.journal.Latch;
import io.fairlead.journal.OperatorRequest;
import io.fairlead.journal.Refusal;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.RegisterState.Evacuation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A register state being written: starts as the view's, and ends as one immutable value. */
final class Draft {
  final View view;
  final List<Intent> intents;
  final SortedMap<Subject.OfDeployment, Latch> latches;
  final SortedMap<String, Hold> drains;
  final List<OperatorRequest> requests;
  final List<Refusal> refusals;
  final List<Evacuation> evacuations;
  final SortedMap<RegionGroup, Long> flagFloors;
  final SortedMap<String, Instant> changedAt;
  @Nullable Hold freeze;
  private final List<HistoryEntry> lines = new ArrayList<>();

  Draft(View view) {
    RegisterState state = view.state();
    this.view = view;
    this.intents = new ArrayList<>(state.intents());
    this.latches = new TreeMap<>(state.latches());
    this.drains = new TreeMap<>(state.drains());
    this.requests = new ArrayList<>(state.requests());
    this.refusals = new ArrayList<>(state.refusals());
    this.evacuations = new ArrayList<>(state.evacuations());
    this.flagFloors = new TreeMap<>(state.flagFloors());
    this.changedAt = new TreeMap<>(state.changedAt());
    this.freeze = state.freeze();
  }

  /** Writes one line of history, by the cycles. */
  void tell(String kind, String subject, String text) {
    tell(kind, subject, text, Returns.BY_FAIRLEAD);
  }

  /** Writes one line of history. */
  void tell(String kind, String subject, String text, String by) {
    lines.add(new HistoryEntry(view.now(), view.epoch() + 1, kind, subject, text, by));
  }

  /** The finished state, its history cut to the newest lines. */
  RegisterState state(String operation) {
    RegisterState state = view.state();
    return new RegisterState(
        state.format(),
        state.fleet(),
        operation,
        view.now(),
        state.topology(),
        state.verdicts(),
        intents,
        latches,
        drains,
        freeze,
        requests,
        refusals,
        evacuations,
        flagFloors,
        changedAt,
        History.append(state.history(), lines));
  }
}
