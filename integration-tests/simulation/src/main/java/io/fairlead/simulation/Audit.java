package io.fairlead.simulation;

import io.fairlead.cycle.AppliedStep;
import io.fairlead.cycle.CycleOutcome;
import io.fairlead.cycle.SteerReport;
import io.fairlead.journal.Hold;
import io.fairlead.journal.Intent;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.TargetId;
import io.fairlead.journal.TargetState;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.journal.TargetState.ZoneAt;
import io.fairlead.plan.Decision;
import io.fairlead.plan.Plan;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.EvacuationFlags.Copy;
import io.fairlead.port.Register;
import io.fairlead.simulation.Ledger.Commit;
import io.fairlead.traffic.ZoneDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks the invariants of the agreement at every change of a target and of the register. */
final class Audit {
  private final World world;
  private final Ledger ledger;
  private final RouteRules routes;
  private final NodeRules nodes;
  private final ReportRules reports = new ReportRules();
  private final Map<String, Plan> plans = new HashMap<>();
  private final Set<String> done = new HashSet<>();
  private final Map<String, Edit> edits = new HashMap<>();
  private long effects;
  private Runnable afterEffect = () -> {};
  private final Map<String, Reached> reached = new HashMap<>();
  private final Map<String, Effect> lastByTarget = new HashMap<>();

  /** When the last intent on a target was decided: from there the hold-down counts. */
  private final Map<String, Instant> lastAt = new HashMap<>();

  /** Intents on zones that took effect in each run's tick under way. */
  private final Map<String, Set<String>> rewritten = new HashMap<>();

  /** A person's change that still stands. */
  private record Edit(TargetState state, Instant at) {}

  Audit(World world) {
    this.world = world;
    this.ledger = new Ledger(world);
    this.routes = new RouteRules(world);
    this.nodes = new NodeRules(world);
  }

  Ledger ledger() {
    return ledger;
  }

  /** Changes of targets so far. */
  long effects() {
    return effects;
  }

  /** What looks at the targets after each change of one. */
  void afterEachEffect(Runnable look) {
    afterEffect = look;
  }

  Register register(Register real, Runner runner) {
    return ledger.watched(real, runner);
  }

  /** The register as an operator reaches it, from the first region that is not dark. */
  Register operator() {
    Runner from =
        world.runners().stream()
            .filter(runner -> !world.ground().dark.contains(runner.region()))
            .findFirst()
            .orElseThrow();
    return ledger.watched(from.operatorRegister(), null);
  }

  /** A tick came to its end and tells what it decided on. */
  void reported(Runner runner, SteerReport report) {
    reports.check(runner.name(), report);
    checkOutcomes(runner, report);
    boolean levels =
        report.outcome() instanceof CycleOutcome.Idle
            || report.outcome() instanceof CycleOutcome.Refused;
    if (levels && !runner.onlyObserves()) {
      world.zones().servers().tickActed();
    }
    Decision decision = report.decision();
    if (decision != null) {
      plans.put(decision.plan().id(), decision.plan());
      routes.decided(runner, decision.plan());
    }
  }

  /** What took effect is never told as somebody else's doing: one server of three may lag. */
  private void checkOutcomes(Runner runner, SteerReport report) {
    Set<String> done = rewritten.getOrDefault(runner.name(), Set.of());
    for (AppliedStep made : report.applied()) {
      if (made.outcome() instanceof ApplyOutcome.Conflict(String why)
          && done.contains(made.order().intentId())) {
        throw new Violation(6, "took effect and was told as a conflict: " + why);
      }
    }
    rewritten.remove(runner.name());
  }

  /** A tick died before its end. */
  void died(Runner runner) {
    rewritten.remove(runner.name());
    routes.died(runner);
  }

  @Nullable Plan plan(String id) {
    return plans.get(id);
  }

  /** A person changed a target by hand. */
  void person(TargetId target, TargetState state) {
    world.note("person: " + target.text() + " " + state.text());
    ledger.touched(target.text());
    edits.put(target.text(), new Edit(state, world.timeline().now()));
  }

  /** Epochs of the register are lost: what was journaled in them may be decided again. */
  void forgetsWhatIsLost() {
    done.clear();
    lastAt.clear();
    lastByTarget.clear();
    routes.forgetsWhatIsLost();
  }

  void address(Effect effect) {
    if (real(effect)) {
      nodes.check(effect, committed(effect));
    }
  }

  void zone(Effect effect, Rewritten zone) {
    long before = zone.ours().epoch();
    if (zone.after().epoch() <= before) {
      throw new Violation(6, "epoch " + zone.after().epoch() + " over " + before);
    }
    if (real(effect)) {
      routes.checkZone(effect, committed(effect), zone);
      if (!effect.late()) {
        rewritten
            .computeIfAbsent(effect.by().name(), _ -> new HashSet<>())
            .add(effect.order().intentId());
      }
    }
  }

  void flag(Effect effect) {
    if (real(effect)) {
      routes.checkFlag(effect, committed(effect));
    }
  }

  /** A flag object is deleted by us. */
  void removed(Copy copy) {
    if (copy.epoch() == 0) {
      throw new Violation(16, "a person's flag was removed: " + copy);
    }
    RegisterState newest = ledger.newest();
    boolean inUse =
        newest != null
            && newest.intents().stream()
                .anyMatch(
                    intent ->
                        intent.target().equals(new TargetId.Flag(copy.flag()))
                            && intent.after().equals(new TargetState.Flagged(true))
                            && copy.epoch() >= epochOf(intent));
    if (inUse) {
      throw new Violation(18, "clean-up removed what an open intent refers to: " + copy);
    }
  }

  private long epochOf(Intent intent) {
    Commit commit = ledger.commit(intent.id());
    return commit == null ? Long.MAX_VALUE : commit.epoch();
  }

  /** Whether the target was in the intent's state after at some time since it was journaled. */
  boolean wasReached(Commit commit) {
    TargetId target = commit.intent().target();
    Reached last = reached.get(target.text() + " " + commit.intent().after());
    return last != null && !last.until().isBefore(commit.intent().createdAt())
        || now(target).equals(commit.intent().after());
  }

  private TargetState now(TargetId target) {
    return switch (target) {
      case TargetId.Address(var id) -> new HeldBy(world.ground().holders.get(id));
      case TargetId.Zone(String zone) ->
          new TargetState.ZoneAt(
              world.zones().zone(zone).epoch(), ZoneDigest.of(world.zones().zone(zone)));
      case TargetId.Flag(var id) -> new TargetState.Flagged(world.flags().raised(id));
    };
  }

  /** Until when a target was in a state. */
  private record Reached(Instant until) {}

  /** The rules of every effect; false where nothing really changed. */
  private boolean real(Effect effect) {
    if (effect.before().equals(effect.after())) {
      return false;
    }
    effects++;
    if (effect.by().onlyObserves()) {
      throw new Violation(4, "touched in mode observe: " + effect.text());
    }
    Instant now = world.timeline().now();
    reached.put(effect.target().text() + " " + effect.before(), new Reached(now));
    checkPace(effect, committed(effect));
    world.note("effect " + effect.text());
    Commit commit = committed(effect);
    checkListed(effect, commit.intent());
    if (!effect.late()) {
      checkOnce(effect);
      checkTime(effect, commit);
      if (!effect.by().heardRegisterThisTick()) {
        throw new Violation(8, "changed without the register: " + effect.text());
      }
    }
    checkPerson(effect, commit);
    afterEffect.run();
    return true;
  }

  private Commit committed(Effect effect) {
    Commit commit = ledger.commit(effect.order().intentId());
    if (commit == null) {
      throw new Violation(4, "no committed intent for " + effect.text());
    }
    return commit;
  }

  private void checkListed(Effect effect, Intent intent) {
    boolean offNothing = effect.before().equals(new HeldBy(null));
    boolean from = intent.states().contains(effect.before()) || offNothing || effect.late();
    if (isBesideEdit(effect, intent)) {
      return;
    }
    if (!from || !intent.states().contains(effect.after())) {
      throw new Violation(4, effect.text() + " is not between " + intent.states());
    }
  }

  /**
   * A plan from a stale read, of a zone in which a person changed another record since: the batch
   * names each record that it replaces, the epoch is the listed one, and neither saw the other.
   */
  private boolean isBesideEdit(Effect effect, Intent intent) {
    Edit edit = edits.get(effect.target().text());
    return edit != null
        && edit.state().equals(effect.before())
        && effect.before() instanceof ZoneAt before
        && effect.after() instanceof ZoneAt after
        && !intent.states().contains(before)
        && listed(intent).equals(Set.of(before.epoch(), after.epoch()));
  }

  private static Set<Long> listed(Intent intent) {
    return intent.states().stream()
        .map(ZoneAt.class::cast)
        .map(ZoneAt::epoch)
        .collect(Collectors.toSet());
  }

  /** Nothing while frozen, and no second change of an address within the hold-down. */
  private void checkPace(Effect effect, Commit commit) {
    Hold freeze = commit.state().freeze();
    if (freeze != null && freeze.activeAt(commit.intent().createdAt())) {
      throw new Violation(11, "journaled while frozen: " + effect.text());
    }
    Instant decided = commit.intent().createdAt();
    Instant before = lastAt.put(effect.target().text(), decided);
    Effect last = lastByTarget.put(effect.target().text(), effect);
    boolean soon =
        before != null
            && Duration.between(before, decided)
                    .compareTo(world.setting().fleet().safety().holdDown().minusMillis(10))
                < 0;
    boolean ours = last != null && !last.late() && !effect.late();
    boolean exempt =
        effect.before().equals(new HeldBy(null))
            || edits.containsKey(effect.target().text())
            || effect.target() instanceof TargetId.Flag
            || last != null && last.order().intentId().equals(effect.order().intentId());
    if (soon && ours && !exempt && world.ground().skew.isEmpty()) {
      throw new Violation(9, "changed again within the hold-down: " + effect.text());
    }
  }

  private void checkOnce(Effect effect) {
    String key = effect.order().intentId() + " " + effect.after();
    if (!done.add(key) && !edits.containsKey(effect.target().text()) && !lateTouched(effect)) {
      throw new Violation(5, "took effect twice: " + effect.text());
    }
  }

  /** Without a fence, a late write may undo an effect, which the open intent then repeats. */
  private boolean lateTouched(Effect effect) {
    return !world.setting().fenced() && effect.target() instanceof TargetId.Address
        || effect.target() instanceof TargetId.Flag;
  }

  /** Exact where all clocks are right. */
  private void checkTime(Effect effect, Commit commit) {
    Intent intent = commit.intent();
    boolean skewed = commit.skewed() || !world.ground().skew.isEmpty();
    Instant bound = intent.notAfter().plus(skewed ? Duration.ofSeconds(20) : Duration.ZERO);
    if (world.timeline().now().isAfter(bound) && !effect.before().equals(new HeldBy(null))) {
      throw new Violation(17, "expired " + intent.notAfter() + ": " + effect.text());
    }
  }

  /** A person's change is overwritten only after a line of conflict. */
  private void checkPerson(Effect effect, Commit commit) {
    boolean isBeside = isBesideEdit(effect, commit.intent());
    Edit edit = edits.remove(effect.target().text());
    if (edit != null && isBeside) {
      edits.put(effect.target().text(), new Edit(effect.after(), edit.at()));
      return;
    }
    if (edit == null || !edit.state().equals(effect.before()) || effect.late()) {
      return;
    }
    RegisterState newest = ledger.newest();
    boolean told =
        newest != null
            && newest.history().stream()
                .anyMatch(
                    line ->
                        line.kind().equals("conflict")
                            && line.subject().equals(effect.target().text())
                            && !line.at().isBefore(edit.at().minusSeconds(10)));
    boolean looksLikeOurs = ledger.aimedBefore(commit, effect.before());
    if (!told && !looksLikeOurs && !ledger.isFirst(commit)) {
      throw new Violation(16, "a person's change was overwritten silently: " + effect.text());
    }
  }
}
