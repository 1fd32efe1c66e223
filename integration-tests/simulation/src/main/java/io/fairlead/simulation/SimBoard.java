package io.fairlead.simulation;

import io.fairlead.health.Observation;
import io.fairlead.health.TargetRecord;
import io.fairlead.port.Observations;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Observation entries: each lies in its observer's own region, readers ask all. */
final class SimBoard {
  private final World world;
  private final SortedMap<String, Observation> entries = new TreeMap<>();

  SimBoard(World world) {
    this.world = world;
  }

  @Nullable Observation entry(String observer) {
    return entries.get(observer);
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
        if (there != null && !mine.risesAbove(there)) {
          return Published.NOT_RISING;
        }
        checkStreaks(there, mine);
        entries.put(mine.observer(), mine);
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
