package io.fairlead.simulation;

import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.ReplicatedSet;
import io.fairlead.health.CopySighting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The artifact set of a fleet that has one: versions in its master's region, and copies that the
 * other regions bring themselves once an interval, as long as they reach it. What it knows of them
 * is the truth that decisions are held against.
 */
final class SimCopies {
  private static final int BYTES = 10;
  private static final int LONGEST_STOP = 60;
  private static final int SELDOM = 90;

  private final World world;
  private final @Nullable ReplicatedSet set;
  private final Random random;

  /** When each version was published, from the first. */
  private final List<Instant> made = new ArrayList<>();

  private final SortedMap<String, Integer> versions = new TreeMap<>();

  /** Regions that bring nothing any more, each with the intervals that are left. */
  private final SortedMap<String, Integer> stopped = new TreeMap<>();

  /** When a region's process last saw that its copy is behind, and its entry told it. */
  private final SortedMap<String, Instant> told = new TreeMap<>();

  private boolean restless;

  SimCopies(World world) {
    this.world = world;
    this.random = new Random(world.setting().seed() ^ 0x1a6);
    Fleet fleet = world.setting().fleet();
    this.set = fleet.replicated().isEmpty() ? null : fleet.replicated().firstEntry().getValue();
    if (set != null) {
      Duration interval = fleet.safety().probe().interval();
      set.regions().forEach(region -> versions.put(region, 0));
      world.timeline().every(interval, interval.dividedBy(3), this::interval);
      publish();
    }
  }

  /** From now on versions come and copies stop by chance. */
  void becomeRestless() {
    restless = set != null;
  }

  /** The master publishes a version, unless its region is dark. */
  void publish() {
    if (set != null && !world.ground().dark.contains(set.master())) {
      made.add(world.timeline().now());
      world.note("published " + made.size());
    }
  }

  /** A region brings nothing for some intervals. */
  void stop(String region, int intervals) {
    stopped.put(region, intervals);
    world.note("copies of " + region + " stand still for " + intervals + " intervals");
  }

  /** A region brings copies again. */
  void resume(String region) {
    stopped.remove(region);
  }

  private boolean interval() {
    if (restless) {
      byChance();
    }
    for (Map.Entry<String, Integer> version : versions.entrySet()) {
      String region = version.getKey();
      if (stopped.containsKey(region)) {
        stopped.computeIfPresent(region, (_, left) -> left > 1 ? left - 1 : null);
      } else if (reachesStore(region)) {
        version.setValue(made.size());
        told.remove(region);
      }
    }
    return true;
  }

  private void byChance() {
    if (random.nextInt(SELDOM) == 0) {
      publish();
    }
    if (random.nextInt(SELDOM) == 0) {
      List<String> regions = List.copyOf(versions.keySet());
      stop(regions.get(random.nextInt(regions.size())), 1 + random.nextInt(LONGEST_STOP));
    }
  }

  private boolean reachesStore(String region) {
    return set != null && world.ground().reaches(region, set.master());
  }

  /** What a process sees: its last look is kept while the store cannot be read. */
  Supplier<SortedMap<String, CopySighting>> from(Runner runner) {
    SortedMap<String, CopySighting> last = new TreeMap<>();
    return () -> {
      if (set != null && reachesStore(runner.region())) {
        last.put(set.name(), sighting(runner));
      }
      return last;
    };
  }

  private CopySighting sighting(Runner runner) {
    int head = made.size();
    // The master has every version.
    int version = versions.getOrDefault(runner.region(), head);
    int behind = head - version;
    return new CopySighting(
        runner.clock(),
        version,
        head,
        made.getLast(),
        version == 0 ? null : made.get(version - 1),
        behind,
        (long) BYTES * behind);
  }

  /** An entry of a run of a region was written, with what it had just seen. */
  void published(Runner runner) {
    if (lackingSince(runner.region()) != null && reachesStore(runner.region())) {
      told.put(runner.region(), world.timeline().now());
    }
  }

  /** When the first version was published that a region lacks; null = it lacks none. */
  @Nullable Instant lackingSince(String region) {
    Integer version = versions.get(region);
    return version == null || version >= made.size() ? null : made.get(version);
  }

  /** When a region last told that it is behind; null = it is not, or has not told. */
  @Nullable Instant toldBehind(String region) {
    return told.get(region);
  }

  /** The set that a service waits for; null = none. */
  @Nullable ReplicatedSet of(String service) {
    return set != null && set.services().contains(service) ? set : null;
  }

  /** Whether nothing of it depends on time: every copy is whole. */
  boolean isStill() {
    SortedSet<String> behind = new TreeSet<>(versions.keySet());
    behind.removeIf(region -> lackingSince(region) == null);
    return behind.isEmpty() && stopped.isEmpty() && !restless;
  }
}
