package io.fairlead.wiring.function;

import io.fairlead.health.Observation;
import io.fairlead.port.Observations;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The entries as the ticks of a region have them, one tick after the other. The cycle that probes
 * reads its own one alone; the cycle that steers after it reads the others', and has its own as it
 * has just been written. Where nobody knows whether it was written, it is read with the others.
 */
public final class TickEntries {
  private final String region;
  private final Observations home;
  private final Observations fleet;

  /** Of this tick; null = none was written, or it has been looked at. */
  private @Nullable Observation written;

  /**
   * The entries of a region's ticks.
   *
   * @param home where its own is
   * @param fleet where all are
   */
  public TickEntries(String region, Observations home, Observations fleet) {
    this.region = region;
    this.home = home;
    this.fleet = fleet;
  }

  /** For the cycle that probes. */
  public Observations own() {
    return new Own();
  }

  /** For the cycle that steers. */
  public Observations all() {
    return new All();
  }

  private final class Own implements Observations {
    @Override
    public Published publish(Observation mine, Instant deadline) {
      Published published = home.publish(mine, deadline);
      written = published == Published.WRITTEN ? mine : null;
      return published;
    }

    @Override
    public Entries latest(Instant deadline) {
      // A tick begins: what one before it wrote and never looked at is old.
      written = null;
      return home.latest(deadline);
    }
  }

  private final class All implements Observations {
    @Override
    public Published publish(Observation mine, Instant deadline) {
      return fleet.publish(mine, deadline);
    }

    @Override
    public Entries latest(Instant deadline) {
      Observation mine = written;
      written = null;
      if (mine == null) {
        return fleet.latest(deadline);
      }
      Entries others = fleet.latestBut(region, deadline);
      SortedMap<String, Observation> found = new TreeMap<>(others.found());
      found.put(region, mine);
      return new Entries(found, others.unreadable());
    }
  }
}
