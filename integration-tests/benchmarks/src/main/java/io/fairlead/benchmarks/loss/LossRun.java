package io.fairlead.benchmarks.loss;

import io.fairlead.fleet.Fleet;
import io.fairlead.health.Confirmation;
import io.fairlead.health.Coverage;
import io.fairlead.health.Judge;
import io.fairlead.health.Judgement;
import io.fairlead.health.Observation;
import io.fairlead.health.ProbeResult;
import io.fairlead.health.ProbeTarget;
import io.fairlead.health.Subject;
import io.fairlead.health.TargetRecord;
import io.fairlead.health.VerdictEntry;
import io.fairlead.health.Verdicts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One seed of a scenario: every observer probes at its own phase, publishes when its round ends,
 * and the register's verdicts follow each publication. Nothing is decided or moved.
 */
final class LossRun {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Fleet fleet;
  private final LossScenario scenario;
  private final Instant end;
  private final LossyNetwork network;
  private final Coverage coverage;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::observer));
  private final SortedMap<String, SortedMap<ProbeTarget, TargetRecord>> minds = new TreeMap<>();
  private final SortedMap<String, Observation> published = new TreeMap<>();
  private SortedMap<Subject, VerdictEntry> held = new TreeMap<>();
  private final Tally tally = new Tally();

  LossRun(Fleet fleet, LossScenario scenario, long seed) {
    Random random = new Random(seed);
    this.fleet = fleet;
    this.scenario = scenario;
    Duration interval = fleet.safety().probe().interval();
    this.end = START.plus(scenario.warmUp()).plus(scenario.lasting());
    this.network = new LossyNetwork(fleet, scenario, random, START);
    this.coverage = new Coverage(fleet);
    for (String observer : fleet.regions().keySet()) {
      minds.put(observer, new TreeMap<>());
      Duration phase = Duration.ofMillis(random.nextLong(interval.toMillis()));
      events.add(new Event(START.plus(phase), observer, List.of()));
    }
  }

  /** Something an observer does: with results, a round ends; without, one begins. */
  private record Event(Instant at, String observer, List<ProbeResult> results) {}

  /** Plays the run to its end. */
  Tally play() {
    while (!events.isEmpty()) {
      Event event = events.remove();
      if (event.at().isAfter(end)) {
        break;
      }
      if (event.results().isEmpty()) {
        begin(event);
      } else {
        publish(event);
        judge(event.at());
      }
    }
    return tally;
  }

  private void begin(Event event) {
    SortedMap<ProbeTarget, Confirmation> confirmations =
        scenario
            .mind()
            .confirmations(
                known(event.observer()),
                coverage.targetsOf(event.observer()),
                fleet.safety().probe(),
                event.at());
    List<ProbeResult> results = new ArrayList<>();
    Instant over = event.at();
    for (var entry : confirmations.entrySet()) {
      ProbeResult result = network.probe(entry.getKey(), entry.getValue(), event.at());
      results.add(result);
      Instant ended = event.at().plus(result.latency());
      over = ended.isAfter(over) ? ended : over;
    }
    events.add(new Event(over, event.observer(), results));
    Duration interval = fleet.safety().probe().interval();
    Instant next = event.at().plus(interval);
    while (!next.isAfter(over)) {
      next = next.plus(interval);
    }
    events.add(new Event(next, event.observer(), List.of()));
  }

  private void publish(Event event) {
    SortedMap<ProbeTarget, TargetRecord> next =
        scenario.mind().next(known(event.observer()), event.results(), fleet.safety().probe());
    minds.put(event.observer(), next);
    published.put(
        event.observer(),
        new Observation(
            event.observer(), 0, "run", 0, event.at(), fleet.digest(), 0, false, "", next));
  }

  private void judge(Instant now) {
    SortedMap<Subject, Judgement> judged = Judge.judge(fleet, published, now);
    SortedMap<Subject, VerdictEntry> next = Verdicts.merge(fleet.safety(), held, judged, now);
    for (var entry : next.entrySet()) {
      VerdictEntry before = held.get(entry.getKey());
      if (before != null && before.verdict() != entry.getValue().verdict()) {
        tally.changed(entry.getKey(), before.verdict(), entry.getValue().verdict());
      }
    }
    held = next;
  }

  private SortedMap<ProbeTarget, TargetRecord> known(String observer) {
    SortedMap<ProbeTarget, TargetRecord> known = minds.get(observer);
    if (known == null) {
      throw new IllegalArgumentException("no observer " + observer);
    }
    return known;
  }
}
