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
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the region's copies beside the ticks, once a probe interval: a store that hangs holds up
 * no probe. What was seen last stays what is known; its age is told with it.
 */
final class CopyWatch implements Supplier<SortedMap<String, CopySighting>>, AutoCloseable {
  private final CountDownLatch closed = new CountDownLatch(1);
  private final VirtualThreads threads = new VirtualThreads();
  private final Consumer<String> trouble;
  private volatile SortedMap<String, CopySighting> last = new TreeMap<>();
  private @Nullable Thread loop;

  private CopyWatch(Consumer<String> trouble) {
    this.trouble = trouble;
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
      watch.begin(() -> sightings.look(clock.instant().plus(every)).seen(), every);
    }
    return watch;
  }

  private void begin(Supplier<SortedMap<String, CopySighting>> look, Duration every) {
    loop =
        Thread.ofVirtual()
            .name("copies")
            .start(
                () -> {
                  try {
                    do {
                      look(look);
                    } while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS));
                  } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                  }
                });
  }

  private void look(Supplier<SortedMap<String, CopySighting>> look) {
    try {
      SortedMap<String, CopySighting> seen = new TreeMap<>(last);
      seen.putAll(look.get());
      last = seen;
    } catch (RuntimeException e) {
      trouble.accept("copies of artifact sets could not be looked at: " + e.getMessage());
    }
  }

  @Override
  public SortedMap<String, CopySighting> get() {
    return last;
  }

  @Override
  public void close() {
    closed.countDown();
    Thread running = loop;
    if (running != null) {
      running.interrupt();
    }
    threads.close();
  }
}
