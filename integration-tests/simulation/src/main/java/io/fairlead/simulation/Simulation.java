package io.fairlead.simulation;

import io.fairlead.simulation.bug.BugSearch;
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
 * The gates by command: {@code run SEEDS DAYS [FIRST-SEED]}, {@code run exhaustive [EVERY [PATH]]},
 * {@code run false-actions DAYS [LOSS-PERCENT]}, {@code run copies SEEDS HOURS}, {@code run loss
 * SEEDS}, {@code run bugs SEEDS}, and {@code run gates}, which is all of them at the agreement's
 * sizes. Exits with 1 where a gate fails.
 */
public final class Simulation {
  private static final double PERCENT = 0.01;
  private static final int DAYS_A_LINE = 5;

  /** Instead of every so many calls: late requests alone. */
  private static final int LATE = 0;

  private Simulation() {}

  /** Every gate at its whole size. */
  static final List<String> GATES =
      List.of(
          "exhaustive 1",
          "loss 200",
          "bugs 1000",
          "copies 2000 24",
          "50000 30",
          "false-actions " + Gates.DAYS_OF_FALSE_ACTIONS);

  /** Runs what the arguments name, as much at once as there are cores. */
  public static void main(String[] args) throws Exception {
    boolean passed = args[0].equals("gates") ? chain(GATES) : passes(List.of(args));
    if (!passed) {
      System.exit(1);
    }
  }

  /** One after the other, whatever those before found. */
  static boolean chain(List<String> commands) throws Exception {
    List<String> missed = new ArrayList<>();
    for (String command : commands) {
      System.out.println("run " + command);
      if (!passes(List.of(command.split(" ", -1)))) {
        missed.add(command);
      }
    }
    System.out.println(
        commands.size() - missed.size() + " of " + commands.size() + " met; missed: " + missed);
    return missed.isEmpty();
  }

  private static boolean passes(List<String> words) throws Exception {
    List<String> rest = words.subList(1, words.size());
    return switch (words.getFirst()) {
      case "exhaustive" ->
          exhaustive(
              rest.isEmpty() ? 1 : Integer.parseInt(rest.getFirst()),
              rest.size() > 1 ? String.join(" ", rest.subList(1, rest.size())) : "");
      case "false-actions" ->
          falseActions(
              Integer.parseInt(rest.getFirst()),
              PERCENT * (rest.size() > 1 ? Double.parseDouble(rest.get(1)) : 1));
      case "copies" -> copies(Integer.parseInt(rest.getFirst()), Integer.parseInt(rest.get(1)));
      case "loss" -> LossTable.passes(Integer.parseInt(rest.getFirst()));
      case "bugs" -> BugSearch.passes(Integer.parseInt(rest.getFirst()), "");
      default ->
          seeds(
              Integer.parseInt(words.getFirst()),
              Integer.parseInt(rest.getFirst()),
              rest.size() > 1 ? Long.parseLong(rest.get(1)) : 1);
    };
  }

  private static boolean seeds(int seeds, int days, long first)
      throws InterruptedException, ExecutionException {
    long began = System.nanoTime();
    Duration before = cpu();
    List<Callable<SeedResult>> tasks =
        LongStream.range(first, first + seeds)
            .<Callable<SeedResult>>mapToObj(
                seed -> () -> told(SeedResult.of(seed, Duration.ofDays(days), true), days))
            .toList();
    List<SeedResult> results = all(tasks);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    List<Gate> gates = new ArrayList<>(Gates.of(results, days));
    gates.add(Gates.pace(seeds, cpu().minus(before)));
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

  /** Paths whose name contains a text; late requests alone are tried where it ends with that. */
  private static boolean exhaustive(int every, String part)
      throws InterruptedException, ExecutionException {
    Setting setting = new Setting(SimFleet.threeRegions(), 1, true);
    List<Callable<Exhaustive.Result>> tasks = new ArrayList<>();
    List<String> failed = Collections.synchronizedList(new ArrayList<>());
    boolean late = part.endsWith("late");
    String name = late ? part.substring(0, part.length() - "late".length()).strip() : part;
    Path.all().stream()
        .filter(path -> path.name().contains(name))
        .map(path -> new Exhaustive(path, setting))
        .forEach(sweep -> tasks.add(() -> exhausted(sweep, late ? LATE : every, failed)));
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
      return every == LATE ? path.runLate() : path.run(every);
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
