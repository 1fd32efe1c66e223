package io.fairlead.health;

import io.fairlead.fleet.Fleet;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Builds one observer's observation for tests: everything passes until told otherwise. */
final class Sighting {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final String observer;
  private final SortedMap<ProbeTarget, TargetRecord> targets = new TreeMap<>();
  private Instant at = NOW;
  private String digest;
  private String blind = "";

  private Sighting(Fleet fleet, String observer) {
    this.observer = observer;
    this.digest = fleet.digest();
    for (ProbeTarget target : new Coverage(fleet).targetsOf(observer)) {
      targets.put(target, up(target, NOW));
    }
  }

  static Sighting of(Fleet fleet, String observer) {
    return new Sighting(fleet, observer);
  }

  /** Everybody's observation, all passing. */
  static TreeMap<String, Observation> all(Fleet fleet) {
    TreeMap<String, Observation> all = new TreeMap<>();
    fleet.regions().keySet().forEach(name -> all.put(name, of(fleet, name).seen()));
    return all;
  }

  Sighting at(Instant when) {
    at = when;
    return this;
  }

  Sighting digest(String other) {
    digest = other;
    return this;
  }

  Sighting blind(String reason) {
    blind = reason;
    return this;
  }

  /** Targets whose text starts so are Down by refusals. */
  Sighting refused(String prefix) {
    return set(prefix, target -> down(target, NOW, true));
  }

  /** Targets whose text starts so are Down by timeouts since now. */
  Sighting timedOut(String prefix) {
    return timedOut(prefix, NOW);
  }

  /** Targets whose text starts so are Down by timeouts, in a probe begun then. */
  Sighting timedOut(String prefix, Instant began) {
    return set(prefix, target -> down(target, began, false));
  }

  Sighting passing(String prefix, Instant began) {
    return set(prefix, target -> up(target, began));
  }

  Sighting opinion(String prefix, Verdict verdict) {
    return set(prefix, target -> with(up(target, NOW), verdict));
  }

  Sighting unseen(String prefix) {
    targets.keySet().removeIf(target -> target.text().startsWith(prefix));
    return this;
  }

  Observation seen() {
    return new Observation(observer, 1, "run", 1, at, digest, 1, !blind.isEmpty(), blind, targets);
  }

  static TargetRecord up(ProbeTarget target, Instant began) {
    ProbeResult result = Results.passed(target, 1, began);
    LossWindow loss = LossWindow.EMPTY.plus(began, 20, 0);
    return new TargetRecord(Verdict.UP, 30, 0, 0, 20, loss, null, began, result);
  }

  static TargetRecord down(ProbeTarget target, Instant began, boolean refused) {
    ProbeResult result =
        refused ? Results.refused(target, began) : Results.timedOut(target, 5, began);
    int bits = (1 << result.attempts()) - 1;
    LossWindow loss = LossWindow.EMPTY.plus(began.minusSeconds(20), 20, 0);
    return new TargetRecord(Verdict.DOWN, 0, 1, bits, 20, loss, began, began, result);
  }

  static TargetRecord with(TargetRecord known, Verdict verdict) {
    return new TargetRecord(
        verdict,
        known.passes(),
        known.failures(),
        known.recent(),
        known.recentCount(),
        known.loss(),
        known.firstFailure(),
        known.lastBegan(),
        known.last());
  }

  private Sighting set(String prefix, Function<ProbeTarget, TargetRecord> record) {
    long matched =
        targets.keySet().stream().filter(target -> target.text().startsWith(prefix)).count();
    if (matched == 0) {
      throw new IllegalArgumentException(observer + " probes nothing called " + prefix);
    }
    targets.replaceAll(
        (target, known) -> target.text().startsWith(prefix) ? record.apply(target) : known);
    return this;
  }
}
