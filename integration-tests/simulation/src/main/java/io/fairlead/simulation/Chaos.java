package io.fairlead.simulation;

import io.fairlead.cycle.CycleOutcome;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.OperatorVerbs;
import io.fairlead.journal.RegisterState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One seed's course: a drill, then episodes of incidents and of faults at port calls, each healed
 * and followed by rest in which the world must become as the topology wants it, and by days in
 * which nothing may change.
 */
final class Chaos {
  private static final int SETTLES_WITHIN = 180;
  private static final int STAYS_FOR = 12;
  private static final int CALM = 20;
  private static final int FAULTS_AN_EPISODE = 60;
  private static final int LONG_EPISODES = 8;
  private static final long LEAST_FAULTS = 200;
  private static final Duration LONG_COURSE = Duration.ofDays(7);
  private static final int LONGEST_HOURS = 48;
  private static final int LONGEST_GAP_HOURS = 240;

  private final World world;
  private final Random random;
  private final SortedMap<String, Integer> struck = new TreeMap<>();
  private final List<Integer> settledAfter = new ArrayList<>();
  private final Kind kind;
  private int episodes;
  private int darkTicks;
  private boolean healed = true;

  /** What a seed is like. */
  enum Kind {
    FAULT_FREE,
    MIXED,
    EVERYTHING_AT_ONCE
  }

  Chaos(World world) {
    this.world = world;
    this.random = new Random(world.setting().seed() * 31 + 7);
    this.kind =
        switch ((int) (world.setting().seed() % CALM)) {
          case 0 -> Kind.FAULT_FREE;
          case 1 -> Kind.EVERYTHING_AT_ONCE;
          default -> Kind.MIXED;
        };
  }

  Kind kind() {
    return kind;
  }

  /** How often each incident struck. */
  SortedMap<String, Integer> struck() {
    return struck;
  }

  int episodes() {
    return episodes;
  }

  /** Ticks until no client was sent to a region that alone went dark; 0 = not tried. */
  int darkTicks() {
    return darkTicks;
  }

  /** Ticks that each rest took to become as the topology wants it. */
  List<Integer> settledAfter() {
    return settledAfter;
  }

  /** Runs the course. */
  void run(Duration time) {
    Instant end = world.timeline().now().plus(time);
    Settled.await(world, SETTLES_WITHIN);
    world.copies().becomeRestless();
    if (kind == Kind.FAULT_FREE) {
      calm(time, 15);
      return;
    }
    drill();
    // A course of days that met few faults goes on for some episodes more.
    long least = time.compareTo(LONG_COURSE) < 0 ? 0 : LEAST_FAULTS;
    while (world.timeline().now().isBefore(end) || faults() < least) {
      episode(Duration.between(world.timeline().now(), end));
      rest();
      Duration left = Duration.between(world.timeline().now(), end);
      Duration gap = Duration.ofHours(12 + random.nextInt(LONGEST_GAP_HOURS));
      if (left.isPositive()) {
        calm(left.compareTo(gap) < 0 ? left : gap, 14);
      }
    }
  }

  /** Incidents and faults at port calls so far. */
  private long faults() {
    return world.struck() + struck.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Nothing is wrong, so nothing may change. */
  private void calm(Duration time, int invariant) {
    long effects = world.audit().effects();
    world.run(time);
    if (world.audit().effects() != effects) {
      throw new Violation(invariant, "changes although all is well");
    }
  }

  /** One region goes dark and nothing else: how soon is its traffic elsewhere? */
  private void drill() {
    List<String> regions = List.copyOf(world.setting().fleet().regions().keySet());
    String region = regions.get(random.nextInt(regions.size()));
    world.run(Duration.ofMillis(random.nextInt(10_000)));
    world.note("drill " + region);
    world.ground().dark.add(region);
    while (darkTicks < SETTLES_WITHIN && isSentTo(region)) {
      darkTicks++;
      world.ticks(1);
    }
    world.ground().heal();
    rest();
  }

  private boolean isSentTo(String region) {
    return world
        .setting()
        .fleet()
        .partitions()
        .anyMatch(partition -> world.answers().sentTo(partition, region) > 0);
  }

  private void episode(Duration left) {
    episodes++;
    healed = false;
    boolean lasts = random.nextInt(LONG_EPISODES) == 0 && left.toHours() > LONGEST_HOURS;
    Duration time =
        lasts
            ? Duration.ofMinutes(30 + random.nextInt(LONGEST_HOURS * 60))
            : Duration.ofMinutes(5 + random.nextInt(9));
    world.faults(new FaultSchedule(world, random, FAULTS_AN_EPISODE, time));
    for (Incident incident : incidents()) {
      int episode = episodes;
      world.timeline().in(Duration.ofSeconds(random.nextInt(270)), () -> strike(incident, episode));
    }
    world.timeline().in(time, this::heal);
    world.run(time);
  }

  private List<Incident> incidents() {
    List<Incident> all = List.of(Incident.values());
    if (kind == Kind.EVERYTHING_AT_ONCE) {
      return all;
    }
    List<Incident> some = new ArrayList<>();
    int count = 2 + random.nextInt(4);
    while (some.size() < count) {
      some.add(all.get(random.nextInt(all.size())));
    }
    return some;
  }

  /** What a long freeze pushed beyond its episode does not happen. */
  private void strike(Incident incident, int episode) {
    if (healed || episode != episodes) {
      return;
    }
    struck.merge(incident.name(), 1, Integer::sum);
    world.note("incident " + incident);
    incident.strike(world, random);
  }

  private void heal() {
    world.note("healed");
    healed = true;
    world.faults(FaultPlan.NONE);
    world.ground().heal();
    world.zones().servers().goOn();
    List<Runner> extra = world.runners().stream().filter(Runner::isExtra).toList();
    extra.forEach(world::stop);
    SimFlags.STORES.forEach(store -> world.flags().freezeObject(store, false));
    for (RegionGroup flag : world.setting().fleet().regionGroups()) {
      world.flags().releaseHolds(flag);
    }
  }

  /** An operator undoes what people did; then the world must settle and stay so. */
  private void rest() {
    world.landLate();
    world.run(Duration.ofMinutes(2));
    int ticks = 0;
    while (ticks < SETTLES_WITHIN && !Settled.is(world)) {
      if (ticks % 6 == 0) {
        tidy();
      }
      world.ticks(1);
      ticks++;
    }
    String why = Settled.why(world);
    if (!why.isEmpty()) {
      throw new Violation(14, "healed and not settled after " + SETTLES_WITHIN + " ticks: " + why);
    }
    settledAfter.add(ticks);
    calm(world.setting().fleet().safety().probe().interval().multipliedBy(STAYS_FOR), 14);
  }

  private void tidy() {
    boolean older =
        world.runners().stream()
            .map(Runner::last)
            .anyMatch(last -> last != null && last.outcome() instanceof CycleOutcome.WentBack);
    if (older) {
      world.takeOlder();
      return;
    }
    RegisterState state = world.audit().ledger().newest();
    if (state == null) {
      return;
    }
    if (state.freeze() != null) {
      world.operate(OperatorVerbs::unfreeze);
    }
    for (String subject : List.copyOf(state.drains().keySet())) {
      world.operate((now, note) -> OperatorVerbs.undrain(now, subject, note));
    }
    state
        .latches()
        .forEach(
            (where, latch) -> {
              if (!latch.released()) {
                world.operate(
                    (now, note) ->
                        OperatorVerbs.failback(
                            now, "deployment/" + where.service() + "/" + where.region(), note));
              }
            });
  }
}
