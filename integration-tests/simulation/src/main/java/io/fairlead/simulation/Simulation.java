package io.fairlead.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * The gates by command: {@code run SEEDS DAYS [FIRST-SEED]}, {@code run exhaustive [EVERY]}, {@code
 * run false-actions DAYS [LOSS-PERCENT]}, {@code run copies SEEDS HOURS}. Exits with 1 where a gate
 * fails.
 */
public final class Simulation {
  private static final double PERCENT = 0.01;
  private static final int DAYS_A_LINE = 5;

  private Simulation() {}

  /** Runs what the arguments name, as much at once as there are cores. */
  public static void main(String[] args) throws InterruptedException, ExecutionException {
    boolean passed =
        switch (args[0]) {
          case "exhaustive" -> exhaustive(args.length > 1 ? Integer.parseInt(args[1]) : 1);
          case "false-actions" ->
              falseActions(
                  Integer.parseInt(args[1]),
                  PERCENT * (args.length > 2 ? Double.parseDouble(args[2]) : 1));
          case "copies" -> copies(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
          default ->
              seeds(
                  Integer.parseInt(args[0]),
                  Integer.parseInt(args[1]),
                  args.length > 2 ? Long.parseLong(args[2]) : 1);
        };
    if (!passed) {
      System.exit(1);
    }
  }

  private static boolean seeds(int seeds, int days, long first)
      throws InterruptedException, ExecutionException {
    long began = System.nanoTime();
    List<Callable<SeedResult>> tasks =
        LongStream.range(first, first + seeds)
            .<Callable<SeedResult>>mapToObj(
                seed -> () -> told(SeedResult.of(seed, Duration.ofDays(days), true), days))
            .toList();
    List<SeedResult> results = all(tasks);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    List<Gate> gates = new ArrayList<>(Gates.of(results, days));
    gates.add(Gates.pace(seeds, cpu()));
    gates.forEach(gate -> System.out.println(gate.line()));
    System.out.println(Gates.summary(results, days, took));
    return gates.stream().allMatch(Gate::passes);
  }

  /** A seed that fails is told at once: a campaign is long. */
  private static SeedResult told(SeedResult result, int days) {
    if (!result.failure().isEmpty()) {
      System.out.println(
          String.join(
              "\n",
              result.line(),
              result.failure(),
              "replay: run 1 " + days + " " + result.seed()));
    }
    return result;
  }

  /** Seeds in which services wait for copies, versions come and copies stop by chance. */
  private static boolean copies(int seeds, int hours)
      throws InterruptedException, ExecutionException {
    List<Callable<String>> tasks =
        LongStream.rangeClosed(1, seeds)
            .mapToObj(seed -> "copies seed " + seed + " for " + hours + " h")
            .<Callable<String>>map(course -> () -> played(course))
            .toList();
    List<String> failed = all(tasks).stream().filter(found -> !found.isEmpty()).toList();
    Gate gate =
        new Gate(
            "lag gates routing, " + seeds + " seeds of " + hours + " h",
            "no violation",
            failed.size() + " fail",
            failed.isEmpty());
    System.out.println(gate.line());
    return gate.passes();
  }

  private static String played(String course) {
    String found = Objects.requireNonNullElse(Courses.play(course), "");
    if (!found.isEmpty()) {
      System.out.println(course + ": " + found);
    }
    return found;
  }

  private static boolean exhaustive(int every) throws InterruptedException, ExecutionException {
    Setting setting = new Setting(SimFleet.threeRegions(), 1, true);
    List<Callable<Exhaustive.Result>> tasks = new ArrayList<>();
    List<String> failed = Collections.synchronizedList(new ArrayList<>());
    Path.all()
        .forEach(path -> tasks.add(() -> exhausted(new Exhaustive(path, setting), every, failed)));
    int runs = 0;
    for (Exhaustive.Result result : all(tasks)) {
      System.out.println(result);
      runs += result.runs();
    }
    Gate gate =
        new Gate(
            "every fault at every call" + (every == 1 ? "" : " of " + every),
            "all as wanted within " + Exhaustive.TICKS_ALLOWED + " ticks",
            runs + " runs, " + failed.size() + " paths fail",
            failed.isEmpty());
    System.out.println(gate.line());
    return gate.passes();
  }

  /** Seconds of all cores that this process has used. */
  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static Exhaustive.Result exhausted(Exhaustive path, int every, List<String> failed) {
    try {
      return path.run(every);
    } catch (AssertionError wrong) {
      System.out.println(wrong.getMessage());
      failed.add(wrong.toString());
      return new Exhaustive.Result(path.name() + " FAILS", 0, 0, 0);
    }
  }

  /** Every change of a target is a false one here: nothing is ever down. */
  private static boolean falseActions(int days, double loss)
      throws InterruptedException, ExecutionException {
    int cores = Runtime.getRuntime().availableProcessors();
    List<Callable<Long>> tasks = new ArrayList<>();
    for (int part = 0; part < cores; part++) {
      long seed = part + 1L;
      int share = days / cores + (part < days % cores ? 1 : 0);
      tasks.add(() -> actionsUnderLoss(seed, share, loss));
    }
    long actions = all(tasks).stream().mapToLong(Long::longValue).sum();
    Gate gate = Gates.falseActions(days, loss, actions);
    System.out.println(gate.line());
    return gate.passes();
  }

  /** Day by day: a campaign is long, and what is false is told at once. */
  private static long actionsUnderLoss(long seed, int days, double loss) {
    World world = new World(new Setting(SimFleet.fourRegions(), seed, true));
    Settled.await(world, 60);
    long before = world.audit().effects();
    world.ground().loss = loss;
    world.ground().liars.add("eu-west");
    long actions = 0;
    for (int day = 1; day <= days; day++) {
      world.run(Duration.ofDays(1));
      long now = world.audit().effects() - before;
      if (now > actions || day % DAYS_A_LINE == 0) {
        System.out.println("seed " + seed + ", day " + day + ": " + now + " actions so far");
      }
      actions = now;
    }
    return actions;
  }

  private static <T> List<T> all(List<Callable<T>> tasks)
      throws InterruptedException, ExecutionException {
    List<T> results = new ArrayList<>();
    int cores = Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(cores)) {
      for (Future<T> one : pool.invokeAll(tasks)) {
        results.add(one.get());
      }
    }
    return results;
  }
}
