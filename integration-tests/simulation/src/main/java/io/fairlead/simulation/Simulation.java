package io.fairlead.simulation;

import java.time.Duration;

/** The gate by command: {@code run SEEDS DAYS [FIRST-SEED]}. */
public final class Simulation {
  private static final double DAYS_A_YEAR = 365.25;

  private Simulation() {}

  /** Runs seeds; prints each, the region-years reached, and how to replay what failed. */
  public static void main(String[] args) {
    int seeds = Integer.parseInt(args[0]);
    int days = Integer.parseInt(args[1]);
    long first = args.length > 2 ? Long.parseLong(args[2]) : 1;
    int failed = 0;
    long struck = 0;
    for (long seed = first; seed < first + seeds; seed++) {
      World world =
          new World(new Setting(SimFleet.fourRegions(), seed, seed % 2 == 0, Variant.RIGHT));
      Chaos chaos = new Chaos(world);
      String end = "ok";
      try {
        chaos.run(Duration.ofDays(days));
      } catch (AssertionError | RuntimeException violated) {
        failed++;
        end = violated + "\n" + world.trace().tail(100) + "\nreplay: run 1 " + days + " " + seed;
      }
      struck += world.struck();
      System.out.printf(
          "seed %d %s episodes=%d faults=%d changes=%d trace=%s %s%n",
          seed,
          chaos.kind(),
          chaos.episodes(),
          world.struck(),
          world.audit().effects(),
          world.trace().hash(),
          end);
    }
    double years = seeds * days * 4 / DAYS_A_YEAR;
    System.out.printf(
        "%d seeds, %.1f region-years, %.0f faults a seed, %d violations%n",
        seeds, years, (double) struck / seeds, failed);
    if (failed > 0) {
      System.exit(1);
    }
  }
}
