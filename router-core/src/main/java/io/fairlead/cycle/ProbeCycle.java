package io.fairlead.cycle;

import io.fairlead.fleet.Fleet;
import io.fairlead.health.Coverage;
import io.fairlead.health.Observation;
import io.fairlead.health.Opinions;
import io.fairlead.health.ProbeResult;
import io.fairlead.health.ProbeTarget;
import io.fairlead.health.TargetRecord;
import io.fairlead.port.Observations;
import io.fairlead.port.Observations.Published;
import io.fairlead.port.Prober;
import io.fairlead.port.SelfTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One observer's tick: probe, self-test, publish. Remembers its own last entry and nothing else;
 * after a restart, or when another run of this observer was faster, the stored entry is taken up.
 * Not for use by two threads at once.
 */
public final class ProbeCycle {
  /** An observer whose clock is further off the store's than this abstains. */
  public static final Duration CLOCK_MARGIN = Duration.ofSeconds(10);

  private final Fleet fleet;
  private final Observer observer;
  private final Ports ports;
  private final Coverage coverage;
  private final ProbeOrders orders;
  private @Nullable Observation last;
  private long sequence;

  /** Store's clock minus ours, as known last: a blind self-test knows nothing of it. */
  private Duration offset = Duration.ZERO;

  /**
   * Who observes.
   *
   * @param name the observer's region
   * @param runId this process, unlike any other's
   */
  public record Observer(String name, String runId) {}

  /** What the cycle reaches the world by. */
  public record Ports(Prober prober, SelfTest selfTest, Observations observations) {}

  /** A cycle that has seen nothing yet. */
  public ProbeCycle(Fleet fleet, Observer observer, Ports ports) {
    this.fleet = fleet;
    this.observer = observer;
    this.ports = ports;
    this.coverage = new Coverage(fleet);
    this.orders = new ProbeOrders(fleet, observer.name());
  }

  /** Probes every target that this observer can reach. */
  public ProbeReport run(Instant now, Instant deadline) {
    return observe(coverage.targetsOf(observer.name()), now, deadline);
  }

  /**
   * Probes some targets now, because a held connection to them was closed; the others' records are
   * kept as they are. Targets that this observer does not cover are left out.
   */
  public ProbeReport probeNow(SortedSet<ProbeTarget> targets, Instant now, Instant deadline) {
    SortedSet<ProbeTarget> covered = new TreeSet<>(targets);
    covered.retainAll(coverage.targetsOf(observer.name()));
    return observe(covered, now, deadline);
  }

  private ProbeReport observe(SortedSet<ProbeTarget> targets, Instant now, Instant deadline) {
    SortedMap<ProbeTarget, TargetRecord> before = known(deadline);
    List<ProbeResult> results = ports.prober().probe(orders.of(targets, before, now), deadline);
    SelfTest.Result sight = ports.selfTest().check(deadline);
    String blind = blindness(sight);
    // What a blind observer saw says nothing: its records stay as they were.
    SortedMap<ProbeTarget, TargetRecord> after =
        blind.isEmpty() ? Opinions.next(before, results, fleet.safety().probe()) : before;
    if (sight.sighted()) {
      offset = sight.clockOffset();
    }
    Observation entry = entry(now.plus(offset), blind, after);
    Published published = ports.observations().publish(entry, deadline);
    last = published == Published.NOT_RISING ? null : entry;
    return new ProbeReport(entry, published, changed(before, after), results.size(), offset);
  }

  /** Records to go on from, of the targets that are still covered. */
  private SortedMap<ProbeTarget, TargetRecord> known(Instant deadline) {
    Observation from = last;
    if (from == null) {
      from = ports.observations().latest(deadline).found().get(observer.name());
    }
    SortedMap<ProbeTarget, TargetRecord> known =
        from == null ? new TreeMap<>() : new TreeMap<>(from.targets());
    known.keySet().retainAll(coverage.targetsOf(observer.name()));
    return known;
  }

  /** Why this observer must abstain; empty = it need not. */
  private static String blindness(SelfTest.Result sight) {
    if (!sight.sighted()) {
      return sight.detail();
    }
    if (sight.clockOffset().abs().compareTo(CLOCK_MARGIN) > 0) {
      return "its clock is " + sight.clockOffset().toMillis() + " ms off the store's";
    }
    return "";
  }

  private Observation entry(
      Instant at, String blind, SortedMap<ProbeTarget, TargetRecord> targets) {
    sequence++;
    return new Observation(
        observer.name(),
        Math.floorDiv(at.toEpochMilli(), fleet.safety().probe().interval().toMillis()),
        observer.runId(),
        sequence,
        at,
        fleet.digest(),
        !blind.isEmpty(),
        blind,
        targets);
  }

  private static List<ProbeTarget> changed(
      SortedMap<ProbeTarget, TargetRecord> before, SortedMap<ProbeTarget, TargetRecord> after) {
    return after.entrySet().stream()
        .filter(
            entry -> {
              TargetRecord was = before.get(entry.getKey());
              return was == null || was.opinion() != entry.getValue().opinion();
            })
        .map(Map.Entry::getKey)
        .toList();
  }
}
