package io.fairlead.plan;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.health.Coverage;
import io.fairlead.health.Judge;
import io.fairlead.health.Judgement;
import io.fairlead.health.LossWindow;
import io.fairlead.health.Observation;
import io.fairlead.health.Outcome;
import io.fairlead.health.ProbeResult;
import io.fairlead.health.ProbeTarget;
import io.fairlead.health.Subject;
import io.fairlead.health.TargetRecord;
import io.fairlead.health.Verdict;
import io.fairlead.health.Verdicts;
import io.fairlead.journal.History;
import io.fairlead.journal.Hold;
import io.fairlead.journal.Intent;
import io.fairlead.journal.IntentEnd;
import io.fairlead.journal.OperatorRequest;
import io.fairlead.journal.RegisterDraft;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.Step;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.EvacuationFlags.Copy;
import io.fairlead.port.EvacuationFlags.Flags;
import io.fairlead.port.Reading;
import io.fairlead.traffic.RecordDiff;
import io.fairlead.traffic.RecordSets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A fleet on a stage: tests break things, tick, and look. Targets take every intent at once and
 * exactly; what happens when they do not is the simulation's business.
 */
final class Stage {
  static final Instant START = Instant.parse("2026-03-01T03:12:00Z");

  final Fleet fleet;
  final Coverage coverage;
  Instant now = START;
  long epoch = 1;
  RegisterState state;

  /** What is broken: node texts, regions, observers, {@code observer>region} paths. */
  final TreeSet<String> downNodes = new TreeSet<>();

  final TreeSet<String> downServices = new TreeSet<>();
  final TreeSet<String> rising = new TreeSet<>();
  final TreeSet<String> dark = new TreeSet<>();

  /** Regions whose endpoints, and nodes (as region/node) that, lose over half of their probes. */
  final TreeSet<String> lossy = new TreeSet<>();

  final TreeSet<String> silent = new TreeSet<>();
  final TreeSet<String> cut = new TreeSet<>();
  final TreeSet<String> unreadable = new TreeSet<>();
  final TreeMap<AddressId, HeldBy> holders = new TreeMap<>();
  final TreeMap<AddressId, SortedMap<String, String>> obstacles = new TreeMap<>();
  final TreeMap<String, RecordSets> zones = new TreeMap<>();
  final TreeMap<RegionGroup, Copy> flags = new TreeMap<>();

  /** A flag in one store alone, where it stands instead of what the others have. */
  final TreeMap<String, Copy> alone = new TreeMap<>();

  final TreeMap<Subject.OfDeployment, List<Lag>> lag = new TreeMap<>();

  /** When endpoints were probed last, where observers are slow; null = just now. */
  @Nullable Instant endpointsProbedAt;

  boolean freezeObject;
  boolean hangs;

  Stage(Blueprint blueprint) {
    this.fleet = blueprint.fleet();
    this.coverage = new Coverage(fleet);
    this.state = RegisterState.initial(fleet.name(), fleet.digest(), "first", START);
    for (AddressId address : fleet.addresses()) {
      holders.put(address, new HeldBy("gw-1"));
    }
    fleet.zones().forEach(zone -> zones.put(zone, new RecordSets(zone, 0, new TreeMap<>())));
  }

  /** The demo, its records created and everything Up. */
  static Stage demo() {
    return settled(Blueprint.demo());
  }

  /** A stage after its first ticks. */
  static Stage settled(Blueprint blueprint) {
    Stage stage = new Stage(blueprint);
    for (int i = 0; i < 4; i++) {
      stage.tick();
      stage.pass(Duration.ofSeconds(2));
    }
    return stage;
  }

  /** A copy of a set that is so far behind, in a deployment. */
  Stage behind(String service, String region, Duration lag, Duration... bounds) {
    ReplicationLag.Copy copy = new ReplicationLag.Copy.Measured(lag, 3, 5, 2, 812);
    this.lag.put(
        new Subject.OfDeployment(service, region),
        List.of(new ReplicationLag("gateway", copy, bounds[0], bounds[bounds.length - 1])));
    return this;
  }

  Stage pass(Duration time) {
    now = now.plus(time);
    return this;
  }

  /** Every node of a region and its observer, at once. */
  Stage darken(String region) {
    dark.add(region);
    silent.add(region);
    return this;
  }

  Stage heal() {
    downNodes.clear();
    downServices.clear();
    rising.clear();
    dark.clear();
    lossy.clear();
    silent.clear();
    cut.clear();
    unreadable.clear();
    return this;
  }

  Stage drain(String subject) {
    RegisterDraft draft = RegisterDraft.of(state);
    draft.drains().put(subject, new Hold(subject, "repair", "ann", now, null));
    state = draft.build("drain", now);
    return this;
  }

  Stage undrain(String subject) {
    RegisterDraft draft = RegisterDraft.of(state);
    draft.drains().remove(subject);
    state = draft.build("undrain", now);
    return this;
  }

  Stage request(String verb, String subject, @Nullable String to, boolean acceptLoss) {
    RegisterDraft draft = RegisterDraft.of(state);
    String id = "r" + now.getEpochSecond() + "-" + draft.requests().size();
    draft
        .requests()
        .add(new OperatorRequest(id, verb, subject, to, acceptLoss, "drill", "ann", now));
    state = draft.build("request", now);
    return this;
  }

  Stage freeze(@Nullable Hold hold) {
    state = RegisterDraft.of(state).freeze(hold).build("freeze", now);
    return this;
  }

  /** One tick: judge, decide, journal, carry out. */
  Decision tick() {
    View view = view();
    Decision decision = Decision.of(view);
    RegisterState next = NextState.of(state, view, decision, "op" + epoch);
    if (!RegisterDraft.sameContent(state, next)) {
      epoch++;
      state = next;
      new ArrayList<>(state.intents()).forEach(this::carryOut);
    }
    return decision;
  }

  /** Ticks every interval for some time. */
  Stage run(Duration time) {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      pass(fleet.safety().probe().interval());
      tick();
    }
    return this;
  }

  View view() {
    SortedMap<String, Observation> observations = observations();
    SortedMap<Subject, Judgement> judgements = Judge.judge(fleet, observations, now);
    RegisterState judged =
        RegisterDraft.of(state)
            .verdicts(Verdicts.merge(fleet.safety(), state.verdicts(), judgements, now))
            .build(state.operation(), state.writtenAt());
    return new View(fleet, now, epoch, judged, judgements, observations, current(), lag);
  }

  Current current() {
    SortedMap<AddressId, Reading<HeldBy>> held = new TreeMap<>();
    holders.forEach((address, by) -> held.put(address, reading("address/" + address, by)));
    SortedMap<String, Reading<RecordSets>> read = new TreeMap<>();
    zones.forEach((zone, sets) -> read.put(zone, reading("zone/" + zone, sets)));
    SortedMap<String, List<Copy>> stores = new TreeMap<>();
    SortedMap<String, String> silentStores = new TreeMap<>();
    for (String store : List.of("a", "b", "c")) {
      if (unreadable.contains("flags") || unreadable.contains("flags/" + store)) {
        silentStores.put(store, "no answer in time");
      } else {
        TreeMap<RegionGroup, Copy> there = new TreeMap<>(flags);
        alone.entrySet().stream()
            .filter(each -> each.getKey().equals(store))
            .forEach(each -> there.put(each.getValue().flag(), each.getValue()));
        stores.put(store, List.copyOf(there.values()));
      }
    }
    return new Current(held, obstacles, read, new Flags(stores, silentStores, freezeObject));
  }

  private <T> Reading<T> reading(String target, T value) {
    return unreadable.contains(target)
        ? new Reading.Unreadable<>("throttled")
        : new Reading.Known<>(value);
  }

  private SortedMap<String, Observation> observations() {
    SortedMap<String, Observation> observations = new TreeMap<>();
    for (String observer : fleet.regions().keySet()) {
      if (!silent.contains(observer)) {
        SortedMap<ProbeTarget, TargetRecord> records = new TreeMap<>();
        for (ProbeTarget target : coverage.targetsOf(observer)) {
          records.put(target, record(target, passes(observer, target)));
        }
        observations.put(
            observer,
            new Observation(
                observer,
                now.getEpochSecond(),
                "run",
                epoch,
                now,
                fleet.digest(),
                epoch,
                false,
                "",
                records));
      }
    }
    return observations;
  }

  private boolean passes(String observer, ProbeTarget target) {
    String broken = target.subject().region() + "/" + target.probe();
    return !downServices.contains(broken) && passes(observer, target.subject());
  }

  private boolean passes(String observer, Subject subject) {
    return switch (subject) {
      case Subject.OfNode(var region, var node) ->
          !dark.contains(region) && !downNodes.contains(region + "/" + node);
      case Subject.OfDeployment(var _, var region) -> {
        HeldBy holder = holders.get(new AddressId(region, "front"));
        String node = holder == null ? null : holder.node();
        yield !rising.contains(region)
            && !cut.contains(observer + ">" + region)
            && node != null
            && passes(observer, new Subject.OfNode(region, node));
      }
      case Subject.OfRegion _ -> true;
    };
  }

  private TargetRecord record(ProbeTarget target, boolean passes) {
    Outcome failure = hangs ? Outcome.TIMED_OUT : Outcome.FAILED;
    boolean slow = endpointsProbedAt != null && target.subject() instanceof Subject.OfDeployment;
    Instant began = slow ? endpointsProbedAt : now;
    ProbeResult result =
        new ProbeResult(
            target,
            passes ? Outcome.PASSED : failure,
            !passes && !hangs,
            passes ? 1 : 4,
            passes ? 0 : 4,
            began,
            Duration.ofMillis(1),
            passes ? "" : "refused");
    boolean degraded =
        switch (target.subject()) {
          case Subject.OfDeployment(_, String region) -> lossy.contains(region);
          case Subject.OfNode(String region, String node) -> lossy.contains(region + "/" + node);
          case Subject.OfRegion _ -> false;
        };
    return new TargetRecord(
        passes ? degraded ? Verdict.DEGRADED : Verdict.UP : Verdict.DOWN,
        passes ? 9 : 0,
        passes ? 0 : 1,
        0,
        20,
        LossWindow.EMPTY,
        passes ? null : began,
        began,
        result);
  }

  private void carryOut(Intent intent) {
    RegisterDraft draft = RegisterDraft.of(state);
    draft.intents().remove(intent);
    draft.changedAt().put(intent.target().text(), now);
    draft.line(
        History.ended(
            intent, IntentEnd.CONFIRMED, intent.reason(), new History.EndedAt(now, epoch)));
    switch (intent.steps().getFirst()) {
      case Step.MoveAddress move -> holders.put(move.address(), new HeldBy(move.to()));
      case Step.ChangeRecords change -> {
        String zone = change.batch().zone();
        zones.computeIfPresent(
            zone,
            (name, sets) ->
                RecordDiff.apply(sets, change.batch().toEpoch(), change.batch().changes()));
      }
      case Step.RaiseFlag raise ->
          flags.put(raise.flag(), new Copy(raise.flag(), raise.epoch(), fleet.name(), "tag"));
      case Step.LowerFlag lower -> {
        flags.remove(lower.flag());
        draft.lowered(lower.flag(), lower.uptoEpoch(), epoch);
      }
    }
    state = draft.build(state.operation(), state.writtenAt());
  }

  /** Weight by region of a DNS name. */
  SortedMap<String, Integer> weights(String name) {
    SortedMap<String, Integer> weights = new TreeMap<>();
    zones.values().stream()
        .flatMap(zone -> zone.records().values().stream())
        .filter(record -> record.key().name().equals(name))
        .forEach(record -> weights.put(record.key().setIdentifier(), record.weight()));
    return weights;
  }

  /** Lines of history of a kind, as {@code subject: text}. */
  List<String> told(String kind) {
    return state.history().stream()
        .filter(line -> line.kind().equals(kind))
        .map(line -> line.subject() + ": " + line.text())
        .toList();
  }
}
