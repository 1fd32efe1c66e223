package io.fairlead.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Faults planned for times, not for a share of the calls, so that leaping over quiet time changes
 * nothing of what comes. Each waits for its time, lets some calls pass, and meets the next one: any
 * call, or only one that writes.
 */
final class FaultSchedule implements FaultPlan {
  private static final int CALLS_A_TICK = 25;
  private static final int KINDS = 7;
  private static final long EARLY = 840;
  private static final Duration GIVES_UP_AFTER = Duration.ofMinutes(10);

  private final World world;
  private final Deque<Strike> planned = new ArrayDeque<>();
  private final List<Armed> armed = new ArrayList<>();

  private record Strike(Instant at, boolean write, int passes, Fault fault) {}

  private static final class Armed {
    private final Strike strike;
    private int passes;

    Armed(Strike strike) {
      this.strike = strike;
      this.passes = strike.passes();
    }
  }

  /** So many faults at random times of the time that begins now, most of them early. */
  FaultSchedule(World world, Random random, int count, Duration time) {
    this.world = world;
    Instant start = world.timeline().now();
    List<Strike> strikes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      strikes.add(strike(random, start, time));
    }
    strikes.stream().sorted(Comparator.comparing(Strike::at)).forEach(planned::add);
  }

  private static Strike strike(Random random, Instant start, Duration time) {
    boolean any = random.nextInt(20) == 0;
    double when = random.nextDouble() * Math.min(any ? Long.MAX_VALUE : EARLY, time.toSeconds());
    boolean write = random.nextInt(3) == 0;
    int passes = write ? random.nextInt(3) : random.nextInt(CALLS_A_TICK);
    return new Strike(start.plusMillis((long) (1000 * when)), write, passes, fault(random));
  }

  private static Fault fault(Random random) {
    Duration time = Duration.ofSeconds(1 + (long) Math.pow(7200, random.nextDouble()));
    return switch (random.nextInt(KINDS)) {
      case 0 -> new Fault.KillBefore();
      case 1 -> new Fault.KillAfter();
      case 2 -> new Fault.Duplicate();
      case 3 -> new Fault.LoseAnswer();
      case 4 -> new Fault.Drop();
      case 5 -> new Fault.Freeze(time);
      default -> new Fault.Late(time);
    };
  }

  @Override
  public @Nullable Fault of(Call call) {
    arm();
    for (Iterator<Armed> all = armed.iterator(); all.hasNext(); ) {
      Armed one = all.next();
      if (one.strike.write() && !writes(call)) {
        continue;
      }
      if (one.passes > 0) {
        one.passes--;
        continue;
      }
      all.remove();
      boolean late = one.strike.fault() instanceof Fault.Late;
      return late && !mayBeLate(call) ? new Fault.Drop() : one.strike.fault();
    }
    return null;
  }

  private void arm() {
    Instant now = world.timeline().now();
    while (!planned.isEmpty() && !planned.peek().at().isAfter(now)) {
      armed.add(new Armed(planned.remove()));
    }
    armed.removeIf(one -> one.strike.at().plus(GIVES_UP_AFTER).isBefore(now));
  }

  /** One that waits for a call that writes cannot strike while nothing is written. */
  @Override
  public Instant quietUntil(Instant now) {
    arm();
    boolean due = armed.stream().anyMatch(one -> !one.strike.write());
    return due ? now : planned.isEmpty() ? Instant.MAX : planned.peek().at();
  }

  private static boolean writes(Call call) {
    return mayBeLate(call) || call.port().equals("Register") && call.method().equals("cas");
  }

  private static boolean mayBeLate(Call call) {
    return switch (call.method()) {
      case "move", "apply", "change" -> true;
      case "cas" -> call.port().equals("CasCell");
      default -> false;
    };
  }
}
