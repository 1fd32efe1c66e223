package io.fairlead.simulation;

import io.fairlead.simulation.Chaos.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What so many seeds together must reach, from the agreement. */
final class Gates {
  private static final double DAYS_A_YEAR = 365.25;
  private static final int REGIONS = 4;
  private static final int LEAST_FAULTS = 200;
  private static final int LEAST_PERCENT = 20;
  private static final int DARK_TICKS = 5;
  private static final double DARK_SHARE = 0.999;
  private static final int SETTLED_TICKS = 180;
  private static final double CALM_SHARE = 0.05;
  private static final int SEEDS_FOR_SHARES = 20;
  private static final int SEEDS_A_CHANGE = 2000;
  private static final int MINUTES_A_CHANGE = 10;
  private static final int YEARS_A_FALSE_ACTION = 100;

  /** Days of the world of four regions after which a single false action would be one too many. */
  static final int DAYS_OF_FALSE_ACTIONS =
      (int) Math.ceil(YEARS_A_FALSE_ACTION * DAYS_A_YEAR / REGIONS);

  private final List<SeedResult> results;
  private final List<SeedResult> faulty;
  private final int days;
  private final List<Gate> gates = new ArrayList<>();

  private Gates(List<SeedResult> results, int days) {
    this.results = results;
    this.days = days;
    this.faulty = results.stream().filter(one -> one.kind() != Kind.FAULT_FREE).toList();
  }

  /** Every gate; shares of seeds are asked only where there are enough of them. */
  static List<Gate> of(List<SeedResult> results, int days) {
    Gates all = new Gates(results, days);
    all.violations();
    if (results.size() >= SEEDS_FOR_SHARES) {
      all.faults();
      all.classes();
      all.kinds();
    }
    all.liveness();
    return all.gates;
  }

  /**
   * Whether every change can be tried in time: what the seeds took, for so many as are wanted.
   *
   * @param cpu seconds of all cores
   */
  static Gate pace(int seeds, Duration cpu) {
    int cores = Runtime.getRuntime().availableProcessors();
    double minutes = cpu.toMillis() / 1000.0 / seeds * SEEDS_A_CHANGE / cores / 60;
    String found =
        "%.2f CPU s a seed, %.1f min on %d cores"
            .formatted(cpu.toMillis() / 1000.0 / seeds, minutes, cores);
    return new Gate("2,000 seeds of 30 days", "<= 10 min", found, minutes <= MINUTES_A_CHANGE);
  }

  /** Whether nothing was left by mistake for long enough to say so; the years are told. */
  static Gate falseActions(int days, double loss, long actions) {
    double years = regionYears(days);
    return new Gate(
        "false actions, %.1f %% loss, one lying observer".formatted(100 * loss),
        "< 1 in 100 region-years",
        "%d in %.2f region-years".formatted(actions, years),
        years >= YEARS_A_FALSE_ACTION && actions * YEARS_A_FALSE_ACTION < years);
  }

  /** Years that the regions of one world live through in so many days. */
  static double regionYears(int days) {
    return days * REGIONS / DAYS_A_YEAR;
  }

  /** One line with the region-years reached. */
  static String summary(List<SeedResult> results, int days, Duration took) {
    double years = results.size() * regionYears(days);
    double leapt =
        results.stream().mapToLong(SeedResult::leapt).average().orElse(0)
            / Duration.ofDays(days).toSeconds();
    return "%d seeds of %d days, %.1f region-years, %.1f %% of the time leapt over, %d s"
        .formatted(results.size(), days, years, 100 * leapt, took.toSeconds());
  }

  private void violations() {
    long failed = results.stream().filter(one -> !one.failure().isEmpty()).count();
    add("violations", "0", failed + " seeds of " + days + " days", failed == 0);
  }

  private void faults() {
    double mean = faulty.stream().mapToLong(SeedResult::faults).average().orElse(0);
    long least = faulty.stream().mapToLong(SeedResult::faults).min().orElse(0);
    String found = "mean %.0f, least %d".formatted(mean, least);
    add("faults a seed that has any", "least >= " + LEAST_FAULTS, found, least >= LEAST_FAULTS);
  }

  private void classes() {
    SortedMap<String, Integer> seeds = new TreeMap<>();
    known().forEach(one -> seeds.put(one, 0));
    for (SeedResult result : results) {
      result.struck().keySet().forEach(one -> seeds.merge(one, 1, Integer::sum));
    }
    seeds.forEach(
        (one, count) -> {
          int percent = 100 * count / results.size();
          String bound = "in >= " + LEAST_PERCENT + " % of seeds";
          add("fault " + one, bound, percent + " %", percent >= LEAST_PERCENT);
        });
  }

  /** Every class of fault there is, struck or not. */
  private static SortedSet<String> known() {
    SortedSet<String> known = new TreeSet<>();
    for (Incident incident : Incident.values()) {
      known.add(incident.name());
    }
    for (Class<?> fault : Fault.class.getPermittedSubclasses()) {
      known.add(fault.getSimpleName());
    }
    return known;
  }

  private void kinds() {
    for (Kind kind : List.of(Kind.FAULT_FREE, Kind.EVERYTHING_AT_ONCE)) {
      long count = results.stream().filter(one -> one.kind() == kind).count();
      String found = "%.1f %%".formatted(100.0 * count / results.size());
      add("seeds " + kind, ">= 5 %", found, count >= Math.floor(CALM_SHARE * results.size()));
    }
  }

  private void liveness() {
    IntSummaryStatistics dark =
        results.stream().mapToInt(SeedResult::darkTicks).filter(t -> t > 0).summaryStatistics();
    long soon =
        results.stream()
            .filter(one -> one.darkTicks() > 0 && one.darkTicks() <= DARK_TICKS)
            .count();
    add(
        "region dark, its traffic elsewhere",
        "<= 5 ticks in 99.9 %",
        "%d of %d, mean %.1f, most %d ticks"
            .formatted(soon, dark.getCount(), dark.getAverage(), dark.getMax()),
        soon >= DARK_SHARE * dark.getCount());
    IntSummaryStatistics settled =
        results.stream()
            .flatMap(one -> one.settledAfter().stream())
            .mapToInt(Integer::intValue)
            .summaryStatistics();
    add(
        "healed and stable",
        "<= 30 min",
        "%d times, mean %.1f, most %d ticks"
            .formatted(settled.getCount(), settled.getAverage(), settled.getMax()),
        settled.getMax() <= SETTLED_TICKS);
  }

  private void add(String name, String bound, String found, boolean passes) {
    gates.add(new Gate(name, bound, found, passes));
  }
}
