package io.fairlead.quorum.sim;

import io.fairlead.quorum.sim.Schedule.Result;
import io.fairlead.quorum.sim.Schedule.Variant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plays many seeds and prints what came of them: {@code Campaign [schedules [first seed]]}, 200,000
 * from seed 1 on by default. Ends with 1 where a seed violates a rule.
 */
public final class Campaign {
  private static final long SCHEDULES = 200_000;
  private static final int MOST_VIOLATIONS = 5;

  private long schedules;
  private long changed;
  private long conflicts;
  private long unknown;
  private long reads;
  private final List<String> violations = new ArrayList<>();

  private Campaign() {}

  /** Plays seeds up to and including the first that violates a rule, and names it; null = none. */
  public static @Nullable String firstViolation(long seeds, String variant) {
    for (long seed = 1; seed <= seeds; seed++) {
      String violation = Schedule.play(seed, Variant.valueOf(variant)).violation();
      if (violation != null) {
        return violation;
      }
    }
    return null;
  }

  /** Plays the seeds asked for on a virtual thread, whose turns cost little. */
  public static void main(String[] args) throws InterruptedException {
    long count = args.length > 0 ? Long.parseLong(args[0]) : SCHEDULES;
    long first = args.length > 1 ? Long.parseLong(args[1]) : 1;
    Campaign campaign = new Campaign();
    long began = System.nanoTime();
    Thread.ofVirtual().start(() -> campaign.play(first, count)).join();
    campaign.print(Duration.ofNanos(System.nanoTime() - began));
    System.exit(campaign.violations.isEmpty() ? 0 : 1);
  }

  private void play(long first, long count) {
    for (long seed = first; seed < first + count; seed++) {
      Result result = Schedule.play(seed, Variant.RULES);
      schedules++;
      changed += result.changed();
      conflicts += result.conflicts();
      unknown += result.unknown();
      reads += result.reads();
      if (result.violation() != null && violations.size() < MOST_VIOLATIONS) {
        violations.add(result.violation());
      }
    }
  }

  private void print(Duration took) {
    violations.forEach(System.out::println);
    System.out.printf(
        "%,d schedules, %,d acknowledged changes, %,d conflicts, %,d reads, %,d unknown:"
            + " %d violations in %d s%n",
        schedules, changed, conflicts, reads, unknown, violations.size(), took.toSeconds());
  }
}
