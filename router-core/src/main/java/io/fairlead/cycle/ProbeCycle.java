package io.fairlead.cycle;

import io.fairlead.fleet.Fleet;
import io.fairlead.health.CopyPosition;
import io.fairlead.health.CopySighting;
import io.fairlead.health.Coverage;
import io.fairlead.health.DatabasePosition;
import io.fairlead.health.DatabaseSighting;
import io.fairlead.health.Observation;
import io.fairlead.health.Opinions;
import io.fairlead.health.ProbeResult;
import io.fairlead.health.ProbeTarget;
import io.fairlead.health.TargetRecord;
import io.fairlead.port.Observations;
import io.fairlead.port.Observations.Published;
import io.fairlead.port.Prober;
import io.fairlead.port.Reading;
import io.fairlead.port.SelfTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
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
  private final SortedSet<ProbeTarget> covered;
  private final ProbeOrders orders;
  private @Nullable Observation last;

  /** The entry that this tick goes on from. */
  private @Nullable Observation from;

  private long sequence;

  /** The highest epoch seen: only ever a lower bound, so it may be as old as it likes. */
  private long registerEpoch;

  /** Store's clock minus ours, as known last. */
  private Duration offset = Duration.ZERO;

  /**
   * Who observes.
   *
   * @param name the observer's region
   * @param runId this process, unlike any other's
   */
  public record Observer(String name, String runId) {}

  /**
   * What the cycle reaches the world by.
   *
   * @param copies what was seen last of the region's copies of artifact sets, by set; it never
   *     waits
   * @param databases what the region's servers of databases answered last, by database; it never
   *     waits
   */
  public record Ports(
      Prober prober,
      SelfTest selfTest,
      Observations observations,
      Supplier<SortedMap<String, CopySighting>> copies,
      Supplier<SortedMap<String, Reading<DatabaseSighting>>> databases) {
    /** Of a region whose databases nobody watches. */
    public Ports(
        Prober prober,
        SelfTest selfTest,
        Observations observations,
        Supplier<SortedMap<String, CopySighting>> copies) {
      this(prober, selfTest, observations, copies, TreeMap::new);
    }

    /** Of a region whose copies nobody watches. */
    public Ports(Prober prober, SelfTest selfTest, Observations observations) {
      this(prober, selfTest, observations, TreeMap::new);
    }
  }

  /** A cycle that has seen nothing yet. */
  public ProbeCycle(Fleet fleet, Observer observer, Ports ports) {
    this.fleet = fleet;
    this.observer = observer;
    this.ports = ports;
    this.covered = new Coverage(fleet).targetsOf(observer.name());
    this.orders = new ProbeOrders(fleet, observer.name());
  }

  /** Probes every target that this observer can reach. */
  public ProbeReport run(Instant now, Instant deadline) {
    return observe(covered, true, now, deadline);
  }

  /**
   * Probes the targets of one part of an interval; the others' records are kept as they are. An
   * entry is published where the interval ends, and at once where an opinion changed or this
   * observer is blind or sees again. Targets that this observer does not cover are left out.
   *
   * @param ends whether this is the interval's last part
   */
  public ProbeReport runPart(
      SortedSet<ProbeTarget> targets, boolean ends, Instant now, Instant deadline) {
    return observe(mine(targets), ends, now, deadline);
  }

  /**
   * Probes some targets now, because a held connection to them was closed; the others' records are
   * kept as they are. Targets that this observer does not cover are left out.
   */
  public ProbeReport probeNow(SortedSet<ProbeTarget> targets, Instant now, Instant deadline) {
    return observe(mine(targets), true, now, deadline);
  }

  private SortedSet<ProbeTarget> mine(SortedSet<ProbeTarget> targets) {
    SortedSet<ProbeTarget> some = new TreeSet<>(targets);
    some.retainAll(covered);
    return some;
  }

  /**
   * Tells which epoch of the register a steering tick ended at: the next entry carries the highest,
   * for whoever reads an older one to notice. A lower one changes nothing.
   */
  public void sawRegister(long epoch) {
    registerEpoch = Math.max(registerEpoch, epoch);
  }

  private ProbeReport observe(
      SortedSet<ProbeTarget> targets, boolean tell, Instant now, Instant deadline) {
    SortedMap<ProbeTarget, TargetRecord> before = known(now.plus(offset), deadline);
    List<ProbeResult> found =
        ports.prober().probe(orders.of(targets, before, now.plus(offset)), deadline);
    SelfTest.Result sight = ports.selfTest().check(deadline);
    String blind = blindness(sight);
    offset = sight.clockOffset().orElse(offset);
    List<ProbeResult> results =
        AllAddresses.joined(found).stream().map(result -> result.moved(offset)).toList();
    // What a blind observer saw says nothing: its records stay as they were.
    SortedMap<ProbeTarget, TargetRecord> after =
        blind.isEmpty() ? Opinions.next(before, results, fleet.safety().probe()) : before;
    Observation entry = entry(now.plus(offset), blind, after);
    List<ProbeTarget> changed = changed(before, after);
    boolean wasBlind = last != null && last.blind();
    // A blind entry of an unknown time may lie an hour ahead: none could rise above it until then.
    boolean dated = blind.isEmpty() || sight.clockOffset().isPresent();
    Optional<Published> published =
        dated && (tell || !changed.isEmpty() || !blind.isEmpty() || wasBlind)
            ? Optional.of(ports.observations().publish(entry, deadline))
            : Optional.empty();
    if (dated) {
      last = published.equals(Optional.of(Published.NOT_RISING)) ? null : entry;
    }
    return new ProbeReport(entry, published, changed, results.size(), offset);
  }

  /**
   * Records to go on from, of the targets that are still covered. Those older than freshness are
   * forgotten: a function that stood still must not vote by what it saw before.
   */
  private SortedMap<ProbeTarget, TargetRecord> known(Instant now, Instant deadline) {
    from = last;
    if (from == null) {
      from = ports.observations().latest(deadline).found().get(observer.name());
    }
    sawRegister(from == null ? 0 : from.registerEpoch());
    SortedMap<ProbeTarget, TargetRecord> known =
        from == null ? new TreeMap<>() : new TreeMap<>(from.targets());
    known.keySet().retainAll(covered);
    Instant fresh = now.minus(fleet.safety().freshness());
    known.values().removeIf(record -> record.lastBegan().isBefore(fresh));
    return known;
  }

  /** Why this observer must abstain; empty = it need not. */
  private static String blindness(SelfTest.Result sight) {
    if (!sight.sighted()) {
      return sight.detail();
    }
    Duration off = sight.clockOffset().orElse(Duration.ZERO);
    return off.abs().compareTo(CLOCK_MARGIN) > 0
        ? "its clock is "
            + off.abs().toMillis()
            + " ms "
            + (off.isNegative() ? "ahead of" : "behind")
            + " the store's"
        : "";
  }

  private Observation entry(
      Instant at, String blind, SortedMap<ProbeTarget, TargetRecord> targets) {
    sequence++;
    // Asked for last: who looks at copies beside the tick may have seen them meanwhile.
    SortedMap<String, CopyPosition> positions = positions(from);
    SortedMap<String, DatabasePosition> databases = databases(from);
    long interval = fleet.safety().probe().interval().toMillis();
    return new Observation(
        observer.name(),
        Math.floorDiv(at.toEpochMilli(), interval) * interval,
        observer.runId(),
        sequence,
        at,
        fleet.digest(),
        registerEpoch,
        !blind.isEmpty(),
        blind,
        targets,
        positions.isEmpty() ? null : positions,
        databases.isEmpty() ? null : databases);
  }

  /** Where copies are by the entry before and what was seen since; of declared sets alone. */
  private SortedMap<String, CopyPosition> positions(@Nullable Observation before) {
    SortedMap<String, CopyPosition> known = new TreeMap<>();
    SortedMap<String, CopySighting> seen = ports.copies().get();
    for (String set : fleet.replicated().keySet()) {
      CopyPosition was = before == null ? null : before.copy(set);
      CopySighting sighting = seen.get(set);
      CopyPosition now = sighting == null ? was : CopyPosition.next(was, sighting.moved(offset));
      if (now != null) {
        known.put(set, now);
      }
    }
    return known;
  }

  /** Where servers of declared databases are by the entry before and what they said since. */
  private SortedMap<String, DatabasePosition> databases(@Nullable Observation before) {
    SortedMap<String, DatabasePosition> known = new TreeMap<>();
    SortedMap<String, Reading<DatabaseSighting>> answers = ports.databases().get();
    for (String database : fleet.databases().keySet()) {
      DatabasePosition was = before == null ? null : before.database(database);
      DatabasePosition now =
          switch (answers.get(database)) {
            case Reading.Known<DatabaseSighting>(var seen) ->
                DatabasePosition.next(was, seen.moved(offset));
            case Reading.Unreadable<DatabaseSighting>(String why) ->
                DatabasePosition.silent(was, why);
            case null -> was;
          };
      if (now != null) {
        known.put(database, now);
      }
    }
    return known;
  }

  private static List<ProbeTarget> changed(
      SortedMap<ProbeTarget, TargetRecord> before, SortedMap<ProbeTarget, TargetRecord> after) {
    List<ProbeTarget> changed = new ArrayList<>();
    after.forEach(
        (target, now) -> {
          TargetRecord was = before.get(target);
          if (was == null || was.opinion() != now.opinion()) {
            changed.add(target);
          }
        });
    return changed;
  }
}
