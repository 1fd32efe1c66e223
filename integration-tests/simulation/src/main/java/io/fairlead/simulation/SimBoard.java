package io.fairlead.simulation;

import io.fairlead.health.CopyPosition;
import io.fairlead.health.LossWindow;
import io.fairlead.health.Observation;
import io.fairlead.health.ProbeTarget;
import io.fairlead.health.TargetRecord;
import io.fairlead.port.Observations;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Observation entries: each lies in its observer's own region, readers ask all. */
final class SimBoard {
  private static final Duration BUCKET = Duration.ofSeconds(10);

  private final World world;

  /** Who wrote each entry: a restored snapshot has the same run id. */
  private final Map<String, Runner> publishers = new HashMap<>();

  private final SortedMap<String, Observation> entries = new TreeMap<>();

  /** When a process last read an observer's entry. */
  private final Map<List<String>, Instant> read = new HashMap<>();

  SimBoard(World world) {
    this.world = world;
  }

  @Nullable Observation entry(String observer) {
    return entries.get(observer);
  }

  /** When a process last read an observer's entry; null = never. */
  @Nullable Instant readBy(Runner runner, String observer) {
    return read.get(List.of(runner.name(), observer));
  }

  /** Every entry. */
  List<Observation> entries() {
    return List.copyOf(entries.values());
  }

  /** The highest epoch that any entry tells of. */
  long highestEpoch() {
    return entries.values().stream().mapToLong(Observation::registerEpoch).max().orElse(0);
  }

  /** Makes fresh entries younger, as if they had been written all through a leap. */
  void age(Duration leap) {
    Instant fresh = world.timeline().now().minus(world.setting().fleet().safety().freshness());
    entries.replaceAll((_, entry) -> entry.at().isBefore(fresh) ? entry : later(entry, leap));
  }

  private static Observation later(Observation entry, Duration leap) {
    SortedMap<ProbeTarget, TargetRecord> targets = new TreeMap<>();
    entry.targets().forEach((target, known) -> targets.put(target, later(known, leap)));
    return new Observation(
        entry.observer(),
        entry.slot() + leap.toMillis(),
        entry.runId(),
        entry.sequence(),
        entry.at().plus(leap),
        entry.topologyDigest(),
        entry.registerEpoch(),
        entry.blind(),
        entry.blindReason(),
        targets,
        later(entry.copies(), leap));
  }

  /** Leaps are taken only while copies are in step: they have been so all the time. */
  private static @Nullable SortedMap<String, CopyPosition> later(
      @Nullable SortedMap<String, CopyPosition> copies, Duration leap) {
    if (copies == null) {
      return null;
    }
    SortedMap<String, CopyPosition> later = new TreeMap<>();
    copies.forEach(
        (set, known) ->
            later.put(set, new CopyPosition(known.seen().moved(leap), known.inStep().plus(leap))));
    return later;
  }

  /** Intervals are ten seconds here, as the buckets of the losses are: none is cut by a leap. */
  private static LossWindow later(LossWindow losses, Duration leap) {
    long buckets = leap.dividedBy(BUCKET);
    return new LossWindow(losses.newest() + buckets, losses.sent(), losses.lost());
  }

  private static TargetRecord later(TargetRecord known, Duration leap) {
    return new TargetRecord(
        known.opinion(),
        known.passes(),
        known.failures(),
        known.recent(),
        known.recentCount(),
        later(known.loss(), leap),
        known.firstFailure(),
        known.lastBegan().plus(leap),
        known.last().moved(leap));
  }

  /** The entries as a process reaches them. */
  Observations from(Runner runner) {
    return new Observations() {
      @Override
      public Published publish(Observation mine, Instant deadline) {
        if (!world.ground().reaches(runner.region(), mine.observer())) {
          return Published.UNKNOWN;
        }
        Observation there = entries.get(mine.observer());
        if (runner.firstEntryAfterLeap() || there != null && !mine.risesAbove(there)) {
          return Published.NOT_RISING;
        }
        if (runner.equals(publishers.put(mine.observer(), runner))) {
          checkStreaks(there, mine);
        }
        entries.put(mine.observer(), mine);
        world.audit().ledger().published(runner);
        world.copies().published(runner);
        return Published.WRITTEN;
      }

      @Override
      public Entries latest(Instant deadline) {
        SortedMap<String, Observation> found = new TreeMap<>();
        SortedMap<String, String> silent = new TreeMap<>();
        for (String observer : world.setting().fleet().regions().keySet()) {
          Observation there = entries.get(observer);
          if (!world.ground().reaches(runner.region(), observer)) {
            silent.put(observer, observer + " does not answer");
          } else if (there != null) {
            read.put(List.of(runner.name(), observer), world.timeline().now());
            found.put(observer, there);
          }
        }
        return new Entries(found, silent);
      }
    };
  }

  /** One entry counts one round: no streak rises by more, unless entries were lost in between. */
  private static void checkStreaks(@Nullable Observation before, Observation after) {
    if (before == null
        || !before.runId().equals(after.runId())
        || after.sequence() != before.sequence() + 1) {
      return;
    }
    after
        .targets()
        .forEach(
            (target, record) -> {
              TargetRecord was = before.targets().get(target);
              if (was != null && record.passes() > was.passes() + 1) {
                throw new Violation(12, target.text() + " rose twice in one entry");
              }
            });
  }
}
