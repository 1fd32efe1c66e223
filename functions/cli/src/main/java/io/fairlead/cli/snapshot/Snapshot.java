package io.fairlead.cli.snapshot;

import io.fairlead.cycle.CycleOutcome;
import io.fairlead.fleet.Fleet;
import io.fairlead.health.Judge;
import io.fairlead.health.Observation;
import io.fairlead.health.Subject;
import io.fairlead.health.VerdictEntry;
import io.fairlead.health.Verdicts;
import io.fairlead.journal.Hold;
import io.fairlead.journal.RegisterDraft;
import io.fairlead.journal.RegisterState;
import io.fairlead.plan.Current;
import io.fairlead.port.EvacuationFlags.Copy;
import io.fairlead.port.Observations.Entries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Register, observations and targets of a fleet as read at one moment.
 *
 * @param at when, by the stores' clocks
 * @param epoch the register version read; 0 = the register was not read
 * @param state what it holds; where it was not read, only what observers see now as its verdicts
 */
public record Snapshot(
    Fleet fleet, Instant at, long epoch, RegisterState state, Entries entries, Current current) {
  /** What can be seen while no register answers: verdicts are those of this very moment. */
  public static Snapshot withoutRegister(
      Fleet fleet, Instant at, Entries entries, Current current) {
    RegisterState none = RegisterState.initial(fleet.name(), fleet.digest(), "", at);
    SortedMap<Subject, VerdictEntry> seen =
        Verdicts.merge(
            fleet.safety(), none.verdicts(), Judge.judge(fleet, entries.found(), at), at);
    RegisterState state = RegisterDraft.of(none).verdicts(seen).build("", at);
    return new Snapshot(fleet, at, 0, state, entries, current);
  }

  /** Whether the register was read: without it nobody plans. */
  public boolean registerRead() {
    return epoch > 0;
  }

  /** The same with the register as it would be. */
  public Snapshot with(RegisterState other) {
    return new Snapshot(fleet, at, epoch, other, entries, current);
  }

  /** Newest entry of each observer that was read. */
  public SortedMap<String, Observation> observations() {
    return entries.found();
  }

  /** Whether some observer has seen a later epoch of the register than the one read. */
  public Optional<CycleOutcome.WentBack> wentBack() {
    return CycleOutcome.WentBack.of(observations(), epoch);
  }

  /** The freeze that holds now, by an operator or the panic rule; absent = none. */
  public @Nullable Hold freeze() {
    Hold freeze = state.freeze();
    return freeze != null && freeze.activeAt(at) ? freeze : null;
  }

  /** Flag objects by which persons hold something out. */
  public Stream<Copy> personalHolds() {
    return current.flags().stores().values().stream()
        .flatMap(List::stream)
        .filter(copy -> copy.epoch() == 0);
  }

  /** Whether all changes are stopped, by the register or by a freeze object in a flag store. */
  public boolean frozen() {
    return freeze() != null || current.flags().frozen();
  }

  /**
   * Who stopped all changes and why, as in {@code by anna (network change)}; empty = nobody did.
   */
  public String freezeText() {
    Hold freeze = freeze();
    String object =
        current.flags().frozen() ? "by a freeze object " + current.flags().freeze() : "";
    if (freeze == null) {
      return object;
    }
    String why = freeze.reason().isEmpty() ? "" : " (" + freeze.reason() + ")";
    return "by " + freeze.by() + why + (object.isEmpty() ? "" : ", and " + object);
  }

  /** How old an observer's entry is; absent = it has none that could be read. */
  public @Nullable Duration age(String observer) {
    Observation entry = observations().get(observer);
    return entry == null ? null : Duration.between(entry.at(), at);
  }

  /** Whether an observer's entry is missing or too old to count. */
  public boolean silent(String observer) {
    Duration age = age(observer);
    return age == null || age.compareTo(fleet.safety().freshness()) > 0;
  }
}
