package io.fairlead.simulation;

import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.OperatorVerbs;
import io.fairlead.journal.RegisterState;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One seed's course: episodes of incidents and of faults at port calls, each healed and followed by
 * rest in which the world must become as the topology wants it. Quiet time is skipped.
 */
final class Chaos {
  private static final int SETTLES_WITHIN = 180;
  private static final int STAYS_FOR = 30;
  private static final int CALM = 20;

  private final World world;
  private final Random random;
  private final Map<Incident, Integer> struck = new EnumMap<>(Incident.class);
  private final Kind kind;
  private int episodes;
  private boolean healed;

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
  Map<Incident, Integer> struck() {
    return struck;
  }

  int episodes() {
    return episodes;
  }

  /** Runs the course. */
  void run(Duration time) {
    Instant end = world.timeline().now().plus(time);
    Settled.await(world, SETTLES_WITHIN);
    long calm = world.audit().effects();
    while (world.timeline().now().isBefore(end)) {
      if (kind == Kind.FAULT_FREE) {
        world.ticks(STAYS_FOR);
        if (world.audit().effects() != calm) {
          throw new Violation(15, "a change without any fault");
        }
      } else {
        episode();
      }
      world.timeline().skip(Duration.ofMinutes(30 + random.nextInt(600)));
    }
  }

  private void episode() {
    episodes++;
    healed = false;
    world.faults(random.nextInt(3) == 0 ? FaultPlan.NONE : new RandomFaults(random));
    int incidents = kind == Kind.MIXED ? 1 + random.nextInt(4) : Incident.values().length;
    for (int i = 0; i < incidents; i++) {
      Incident incident =
          kind == Kind.MIXED
              ? Incident.values()[random.nextInt(Incident.values().length)]
              : Incident.values()[i];
      int episode = episodes;
      world.timeline().in(Duration.ofSeconds(random.nextInt(600)), () -> strike(incident, episode));
    }
    world.timeline().run(Duration.ofMinutes(11 + random.nextInt(20)));
    heal();
    rest();
  }

  /** What a long freeze pushed beyond its episode does not happen. */
  private void strike(Incident incident, int episode) {
    if (healed || episode != episodes) {
      return;
    }
    struck.merge(incident, 1, Integer::sum);
    world.note("incident " + incident);
    incident.strike(world, random);
  }

  private void heal() {
    world.note("healed");
    healed = true;
    world.faults(FaultPlan.NONE);
    world.ground().heal();
    SimFlags.STORES.forEach(store -> world.flags().freezeObject(store, false));
    for (RegionGroup flag : world.setting().fleet().regionGroups()) {
      world.flags().releaseHolds(flag);
    }
    world.landLate();
    world.timeline().run(Duration.ofMinutes(2));
  }

  /** An operator undoes what people did; then the world must settle and stay so. */
  private void rest() {
    for (int i = 0; i < SETTLES_WITHIN && !Settled.is(world); i++) {
      if (i % 6 == 0) {
        tidy();
      }
      world.ticks(1);
    }
    String why = Settled.why(world);
    if (!why.isEmpty()) {
      throw new Violation(14, "healed and not settled after " + SETTLES_WITHIN + " ticks: " + why);
    }
    long effects = world.audit().effects();
    world.ticks(STAYS_FOR);
    if (world.audit().effects() != effects) {
      throw new Violation(14, "changes although all is well");
    }
  }

  private void tidy() {
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

  /** Faults at port calls, each kind at its own small rate. */
  private static final class RandomFaults implements FaultPlan {
    private final Random random;
    private final double rate;

    RandomFaults(Random random) {
      this.random = random;
      this.rate = 0.0005 + random.nextDouble() * 0.01;
    }

    @Override
    public @Nullable Fault of(Call call) {
      if (random.nextDouble() >= rate) {
        return null;
      }
      Duration time = Duration.ofSeconds(1 + (long) Math.pow(7200, random.nextDouble()));
      return switch (random.nextInt(7)) {
        case 0 -> new Fault.KillBefore();
        case 1 -> new Fault.KillAfter();
        case 2 -> new Fault.Duplicate();
        case 3 -> new Fault.LoseAnswer();
        case 4 -> new Fault.Drop();
        case 5 -> new Fault.Freeze(time);
        default -> mayBeLate(call) ? new Fault.Late(time) : new Fault.Drop();
      };
    }

    private static boolean mayBeLate(Call call) {
      return switch (call.method()) {
        case "move", "apply", "change" -> true;
        case "cas" -> call.port().equals("CasCell");
        default -> false;
      };
    }
  }
}
