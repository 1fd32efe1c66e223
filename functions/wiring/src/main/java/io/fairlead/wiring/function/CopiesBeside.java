package io.fairlead.wiring.function;

import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.ReplicatedSet;
import io.fairlead.health.CopySighting;
import io.fairlead.wiring.artifact.CopySightings;
import io.fairlead.wiring.artifact.Stores;
import io.fairlead.wiring.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a region's copies beside its ticks, as often as {@link #every} says: no tick waits for a
 * store before it has decided, and each joins its look before it returns. What was seen last stays
 * what is known while the process lives; its age is told with it.
 */
public final class CopiesBeside implements Supplier<SortedMap<String, CopySighting>> {
  /** The longest between two looks of a process, and the most time that one has. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private static final Duration TIME = Duration.ofSeconds(4);

  /** Looks within the tightest bound: the age of the last one counts as lag. */
  private static final int WITHIN_BOUND = 4;

  private final boolean concerned;
  private final Duration every;
  private final Duration tolerance;
  private final CopySightings sightings;
  private final InstantSource clock;
  private volatile CopySightings.Look last = new CopySightings.Look(nothing(), nothing());
  private Instant began = Instant.MIN;
  private @Nullable Thread looking;

  /** Looks for one region of a topology. Nothing is asked yet. */
  public CopiesBeside(Topology topology, String region, Stores stores) {
    this.clock = stores.opening().clock();
    this.concerned = CopySightings.concern(topology, region);
    this.every = every(topology.fleet());
    this.tolerance = topology.fleet().safety().probe().interval().dividedBy(2);
    this.sightings =
        new CopySightings(
            topology,
            region,
            stores,
            (set, where, deadline) ->
                new RegionSets(topology, where, stores).compared(set, clock.instant(), deadline));
  }

  private static <T> SortedMap<String, T> nothing() {
    return new TreeMap<>();
  }

  /**
   * Time between two looks: a quarter of the tightest bound of the fleet, at least a probe interval
   * and at most a minute.
   */
  public static Duration every(Fleet fleet) {
    Duration interval = fleet.safety().probe().interval();
    Duration quarter =
        fleet.replicated().values().stream()
            .filter(set -> !set.services().isEmpty())
            .map(CopiesBeside::tightest)
            .min(Duration::compareTo)
            .orElse(LONGEST)
            .dividedBy(WITHIN_BOUND);
    Duration wanted = quarter.compareTo(interval) > 0 ? quarter : interval;
    return wanted.compareTo(LONGEST) < 0 ? wanted : LONGEST;
  }

  private static Duration tightest(ReplicatedSet set) {
    return set.maxLoss().compareTo(set.maxLag()) < 0 ? set.maxLoss() : set.maxLag();
  }

  /** Begins a look where one is due. Ticks come a little early or late: half an interval is due. */
  void begin(Invocation invocation) {
    if (!concerned || invocation.began().plus(tolerance).isBefore(began.plus(every))) {
      return;
    }
    began = invocation.began();
    Instant deadline = earlier(began.plus(TIME), invocation.until());
    looking = Thread.ofVirtual().name("copies").start(() -> look(deadline));
  }

  private void look(Instant deadline) {
    SortedMap<String, CopySighting> seen = new TreeMap<>(last.seen());
    try {
      CopySightings.Look look = sightings.look(deadline);
      seen.putAll(look.seen());
      last = new CopySightings.Look(seen, look.unseen());
    } catch (RuntimeException bug) {
      // A defect beside the tick ends here: the line tells it, and the next look is the retry.
      last = new CopySightings.Look(seen, new TreeMap<>(Map.of("all", Defect.described(bug))));
    }
  }

  /** Waits for the look's end, at most as long as the invocation lasts. */
  void join(Invocation invocation) {
    Thread thread = looking;
    if (thread != null) {
      Joining.until(invocation.until(), thread, clock);
      looking = null;
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  @Override
  public SortedMap<String, CopySighting> get() {
    return last.seen();
  }

  /** Why copies were not seen by the last look, a sentence by {@code copy/SET}. */
  SortedMap<String, String> findings() {
    SortedMap<String, String> findings = new TreeMap<>();
    last.unseen().forEach((set, why) -> findings.put("copy/" + set, why));
    return findings;
  }
}
