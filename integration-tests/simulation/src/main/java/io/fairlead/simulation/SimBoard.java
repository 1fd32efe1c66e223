package io.fairlead.simulation;

import io.fairlead.health.Observation;
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
}
