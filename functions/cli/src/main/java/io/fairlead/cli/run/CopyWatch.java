package io.fairlead.cli.run;

import io.fairlead.cli.artifact.RegionCopy;
import io.fairlead.health.CopySighting;
import io.fairlead.port.Lanes;
import io.fairlead.wiring.artifact.CopySightings;
import io.fairlead.wiring.artifact.Stores;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.register.VirtualThreads;
import io.fairlead.wiring.topology.Topology;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks at the region's copies beside the ticks, once a probe interval. What was seen last stays
 * what is known; its age is told with it.
 */
final class CopyWatch implements Supplier<SortedMap<String, CopySighting>>, AutoCloseable {
  private final VirtualThreads threads = new VirtualThreads();
  private final Looks<CopySighting> looks;

  private CopyWatch(Consumer<String> trouble) {
    this.looks =
        new Looks<>(
            e ->
                trouble.accept(
                    "copies of artifact sets could not be looked at: " + e.getMessage()));
  }

  /**
   * A watch that has begun, where services wait for copies of this region; else one that is idle.
   *
   * @param trouble told a sentence where a look fails for a reason that is no port's
   */
  static CopyWatch of(
      Topology topology, String region, InstantSource clock, Consumer<String> trouble) {
    CopyWatch watch = new CopyWatch(trouble);
    if (CopySightings.concern(topology, region)) {
      Stores stores =
          new Stores(new Opening("fairlead", clock, region), new Lanes(watch.threads, 1));
      CopySightings sightings = new CopySightings(topology, region, stores, RegionCopy::compared);
      Duration every = topology.fleet().safety().probe().interval();
      watch.looks.begin("copies", every, () -> sightings.look(clock.instant().plus(every)).seen());
    }
    return watch;
  }

  @Override
  public SortedMap<String, CopySighting> get() {
    return looks.get();
  }

  @Override
  public void close() {
    looks.close();
    threads.close();
  }
}
