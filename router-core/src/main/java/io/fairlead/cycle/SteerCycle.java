package io.fairlead.cycle;

import io.fairlead.cycle.Applier.Due;
import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Mode;
import io.fairlead.health.Coverage;
import io.fairlead.health.Judge;
import io.fairlead.health.Judgement;
import io.fairlead.health.Observation;
import io.fairlead.health.Subject;
import io.fairlead.health.VerdictEntry;
import io.fairlead.health.Verdicts;
import io.fairlead.journal.History.EndedAt;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.Intent;
import io.fairlead.journal.RegisterDraft;
import io.fairlead.journal.RegisterState;
import io.fairlead.plan.Current;
import io.fairlead.plan.Decision;
import io.fairlead.plan.Mending;
import io.fairlead.plan.View;
import io.fairlead.port.AddressMover;
import io.fairlead.port.EvacuationFlags;
import io.fairlead.port.Notifier;
import io.fairlead.port.Notifier.Notice;
import io.fairlead.port.Observations;
import io.fairlead.port.Register;
import io.fairlead.port.SideBySide;
import io.fairlead.port.TrafficDirector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Supplier;

/**
 * One steering tick: read, judge, resolve, plan, guard, journal, apply, confirm, tell. Takes no
 * input and remembers nothing; it may be killed between any two steps, run twice, run late or
 * beside another, and the end state is still right.
 */
public final class SteerCycle {
  private final Fleet fleet;
  private final Ports ports;
  private final Supplier<String> operations;
  private final Coverage coverage;
  private final Targets targets;
  private final Applier applier;

  /**
   * What the cycle reaches the world by.
   *
   * @param newPath the way over a moved address
   * @param sideBySide how reads that do not depend on each other are made
   */
  public record Ports(
      Register register,
      Observations observations,
      AddressMover addresses,
      TrafficDirector director,
      EvacuationFlags flags,
      Notifier notifier,
      Reports reports,
      NewPath newPath,
      SideBySide sideBySide) {}

  /**
   * A cycle for a fleet.
   *
   * @param operations a new id at every call, never one that a restored snapshot repeats
   */
  public SteerCycle(Fleet fleet, Ports ports, Supplier<String> operations) {
    this.fleet = fleet;
    this.ports = ports;
    this.operations = operations;
    this.coverage = new Coverage(fleet);
    this.targets = new Targets(ports);
    this.applier = new Applier(ports);
  }

  /**
   * Runs one tick.
   *
   * @param now by the store's clock, see {@link ProbeReport#clockOffset()}
   */
  public SteerReport run(Instant now, Instant deadline) {
    SteerReport report =
        switch (ports.register().read(deadline)) {
          case Register.Read.Unreachable(String why) ->
              SteerReport.held(new CycleOutcome.NoQuorum(why), now, 0, null);
          case Register.Read.Empty() -> adopt(now, deadline);
          case Register.Read.State(long epoch, RegisterState state) ->
              admitted(epoch, state, now, deadline);
        };
    if (!report.notices().isEmpty()) {
      ports.notifier().send(report.notices(), deadline);
    }
    ports.reports().publish(report, deadline);
    return report;
  }

  /** An empty register adopts the first topology that a majority of the observers reports. */
  private SteerReport adopt(Instant now, Instant deadline) {
    SortedMap<String, Observation> entries = ports.observations().latest(deadline).found();
    Optional<CycleOutcome> waits =
        Admission.older(entries, 0).or(() -> Admission.adopts(fleet, entries, now));
    if (waits.isPresent()) {
      return SteerReport.held(waits.get(), now, 0, null);
    }
    RegisterState first =
        RegisterState.initial(fleet.name(), fleet.digest(), operations.get(), now);
    return switch (ports.register().cas(0, first, deadline)) {
      case Register.Cas.Ok(long epoch) ->
          SteerReport.held(new CycleOutcome.Journaled(), now, epoch, first);
      case Register.Cas.Conflict() -> SteerReport.held(new CycleOutcome.LostRace(), now, 0, null);
      case Register.Cas.Refused(String why) ->
          SteerReport.held(new CycleOutcome.Unsettled(why), now, 0, null);
      case Register.Cas.Unknown(String why) ->
          SteerReport.held(new CycleOutcome.Unsettled(why), now, 0, null);
    };
  }

  private SteerReport admitted(long epoch, RegisterState state, Instant now, Instant deadline) {
    Optional<CycleOutcome> foreign = Admission.register(fleet, state, now);
    if (foreign.isPresent()) {
      return SteerReport.held(foreign.get(), now, epoch, state);
    }
    Targets.Seen seen = targets.readAll(fleet, deadline);
    Optional<CycleOutcome> older = Admission.older(seen.entries(), epoch);
    if (older.isPresent()) {
      return SteerReport.held(overtaken(epoch, deadline).orElse(older.get()), now, epoch, state);
    }
    Optional<CycleOutcome> held = Admission.observations(fleet, seen.entries(), now);
    if (held.isPresent()) {
      return SteerReport.held(held.get(), now, epoch, state);
    }
    Instant time = now.isBefore(state.writtenAt()) ? state.writtenAt() : now;
    return steer(new Tick(time, deadline, epoch, state), seen.entries(), seen.current());
  }

  /** An entry newer than the register as read: somebody may have written it just in between. */
  private Optional<CycleOutcome> overtaken(long epoch, Instant deadline) {
    boolean rose =
        ports.register().read(deadline) instanceof Register.Read.State(long now, var _)
            && now > epoch;
    return rose ? Optional.of(new CycleOutcome.LostRace()) : Optional.empty();
  }

  private SteerReport steer(Tick tick, SortedMap<String, Observation> entries, Current current) {
    Optional<String> freeze = Withholding.freeze(tick.before(), current.flags(), tick.now());
    OpenIntents open = standing(current, tick, freeze.isPresent());
    Seeing seeing = new Seeing(tick, open, entries, current);
    View first = view(seeing, new Judge(fleet, coverage, entries, tick.now()).all());
    SortedMap<Subject, Judgement> judgements = Mending.judgements(first);
    View view = judgements.equals(first.judgements()) ? first : view(seeing, judgements);
    Decision wanted = Decision.of(view);
    Decision decision = Withholding.of(fleet, freeze, wanted);
    Journal journal =
        Journal.of(tick, open, new Journal.Draft(view, decision, wanted, operations.get()));
    return commit(new Committing(tick, view, wanted, decision, journal, freeze));
  }

  /** What a view is made from, beside the judgements. */
  private record Seeing(
      Tick tick, OpenIntents open, SortedMap<String, Observation> entries, Current current) {}

  private View view(Seeing seeing, SortedMap<Subject, Judgement> judgements) {
    Tick tick = seeing.tick();
    return new View(
        fleet,
        tick.now(),
        tick.epoch(),
        seeing.open().forPlanning(judged(tick, judgements), tick.firstWrite()),
        judgements,
        seeing.entries(),
        seeing.current());
  }

  private RegisterState judged(Tick tick, SortedMap<Subject, Judgement> judgements) {
    RegisterState before = tick.before();
    SortedMap<Subject, VerdictEntry> verdicts =
        Verdicts.merge(fleet.safety(), before.verdicts(), judgements, tick.now());
    return verdicts.equals(before.verdicts())
        ? before
        : RegisterDraft.of(before).verdicts(verdicts).build(before.operation(), before.writtenAt());
  }

  /** How the open intents stand; in mode observe they are the acting runs' alone. */
  private OpenIntents standing(Current current, Tick tick, boolean frozen) {
    List<Intent> intents = tick.before().intents();
    return fleet.mode() == Mode.OBSERVE
        ? OpenIntents.untouched(intents)
        : resolved(intents, current, tick, frozen);
  }

  /** How intents stand; an address that was moved is tried before it counts as moved. */
  private OpenIntents resolved(List<Intent> intents, Current current, Tick tick, boolean frozen) {
    SortedSet<AddressId> silent =
        ports.newPath().silent(Targets.moved(intents, current), tick.deadline());
    return OpenIntents.of(
        intents,
        current,
        new OpenIntents.Resolver(fleet.safety(), tick.before(), tick.now(), frozen, silent));
  }

  /** Intents are committed before anything is touched; whoever loses the race touches nothing. */
  private SteerReport commit(Committing it) {
    Tick tick = it.tick();
    if (!it.journal().changes(tick.before())) {
      return act(it, tick.epoch(), tick.before());
    }
    return switch (ports.register().cas(tick.epoch(), it.journal().next(), tick.deadline())) {
      case Register.Cas.Ok(long epoch) -> act(it, epoch, it.journal().next());
      case Register.Cas.Conflict() -> it.ended(new CycleOutcome.LostRace());
      case Register.Cas.Refused(String why) -> it.ended(new CycleOutcome.Unsettled(why));
      case Register.Cas.Unknown(String why) -> it.ended(new CycleOutcome.Unsettled(why));
    };
  }

  private SteerReport act(Committing it, long epoch, RegisterState state) {
    Tick tick = it.tick();
    List<Due> due = it.journal().due(it.view());
    List<AppliedStep> applied = applier.apply(due, tick.deadline());
    Confirmed confirmed = confirm(due, new Tick(tick.now(), tick.deadline(), epoch, state));
    // Levelling may complete a change that reached only some servers: a freeze stops that too.
    if (fleet.mode() == Mode.ACT && it.freeze().isEmpty()) {
      ports.director().level(tick.deadline());
    }
    List<HistoryEntry> lines =
        confirmed.state().history().stream().filter(l -> l.epoch() > tick.epoch()).toList();
    List<Notice> notices = new ArrayList<>(Notices.of(fleet.name(), lines));
    notices.addAll(Notices.silent(fleet, it.view().observations(), tick.now()));
    return new SteerReport(
        it.outcome(applied, confirmed.count()),
        tick.now(),
        confirmed.epoch(),
        confirmed.state(),
        it.view(),
        it.wanted(),
        applied,
        lines,
        notices);
  }

  /**
   * Reads back what was applied, tries the new paths, and books what is found as wanted; the rest
   * is the next tick's.
   */
  private Confirmed confirm(List<Due> due, Tick after) {
    Confirmed nothing = new Confirmed(after.epoch(), after.before(), 0);
    if (due.isEmpty()) {
      return nothing;
    }
    var intents = due.stream().map(Due::intent).toList();
    Current found = targets.readOf(intents, after.deadline());
    OpenIntents open = resolved(intents, found, after, false);
    if (open.confirmedCount() == 0) {
      return nothing;
    }
    RegisterState next =
        open.confirmed(after.before(), new EndedAt(after.now(), after.epoch() + 1))
            .build(operations.get(), after.now());
    return switch (ports.register().cas(after.epoch(), next, after.deadline())) {
      case Register.Cas.Ok(long epoch) -> new Confirmed(epoch, next, open.confirmedCount());
      case Register.Cas.Conflict(), Register.Cas.Refused _, Register.Cas.Unknown _ -> nothing;
    };
  }

  /** The register after reading back. */
  private record Confirmed(long epoch, RegisterState state, int count) {}
}
