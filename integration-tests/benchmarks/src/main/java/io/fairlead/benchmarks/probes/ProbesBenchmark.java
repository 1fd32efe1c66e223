package io.fairlead.benchmarks.probes;

import io.fairlead.benchmarks.report.Report;
import io.fairlead.fleet.Check;
import io.fairlead.fleet.StatusRange;
import io.fairlead.gateway.GatewayProber;
import io.fairlead.health.Confirmation;
import io.fairlead.health.Outcome;
import io.fairlead.health.ProbeTarget;
import io.fairlead.health.Subject;
import io.fairlead.parts.Workspace;
import io.fairlead.port.ProbeOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Two selector loops probe 20,000 address:port pairs, each on a new connection each time, at steady
 * rates: what is delivered, and what it costs. HAProxy checks the same servers after it.
 */
public final class ProbesBenchmark {
  /** Each target once in so many milliseconds: 10,000, 20,000 and 25,000 probes a second. */
  private static final int[] INTERVALS_MILLIS = {2000, 1000, 800};

  /** More than one, so that a core less one loop is not the bound; the cost is of all of them. */
  private static final int LOOPS = 2;

  private static final Duration STRIDE = Duration.ofSeconds(5);
  private static final Duration STRETCH = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int OPEN = 4096;
  private static final Confirmation USUAL =
      new Confirmation(3, 5, Duration.ofMillis(100), Duration.ofMillis(500));

  private ProbesBenchmark() {}

  /**
   * Prints a table and writes the report.
   *
   * @param arguments {@code tcp} or {@code http}; default both
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Workspace.scratch("probes");
    List<Boolean> kinds =
        arguments.length > 0 ? List.of(arguments[0].equals("http")) : List.of(false, true);
    List<Sample> samples = new ArrayList<>();
    Sample.printHead();
    try (Targets targets = new Targets(folder)) {
      while (!targets.serves()) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
      for (boolean http : kinds) {
        fairlead(http, samples);
        haproxy(http, folder, samples);
      }
    }
    Report report = new Report("probes");
    report.root().put("targets", Targets.COUNT).put("goalProbesPerCpuSecond", 20_000);
    var rows = report.root().putArray("rows");
    samples.forEach(sample -> sample.into(rows.addObject()));
    System.out.println("written to " + report.write());
    Workspace.delete(folder);
  }

  private static void fairlead(boolean http, List<Sample> samples) throws IOException {
    List<ProbeOrder> orders = orders(http);
    try (GatewayProber prober =
        new GatewayProber(InstantSource.system(), new GatewayProber.Limits(LOOPS, OPEN))) {
      for (int interval : INTERVALS_MILLIS) {
        LongAdder failed = new LongAdder();
        Sample.Asked asked = new Sample.Asked("fairlead", kind(http), rate(interval), failed::sum);
        try (var _ =
            prober.repeat(
                orders,
                Duration.ofMillis(interval),
                result -> failed.add(result.outcome() == Outcome.PASSED ? 0 : 1))) {
          LockSupport.parkNanos(STRIDE.toNanos());
          taken(Sample.of(STRETCH, asked, ProcessHandle.current().pid()), samples);
        }
        prober.takeProblems().forEach(System.out::println);
      }
    }
  }

  private static void haproxy(boolean http, Path folder, List<Sample> samples) throws IOException {
    int interval = 1000;
    try (HaproxyChecks checks = new HaproxyChecks(folder, http, Duration.ofMillis(interval))) {
      LockSupport.parkNanos(STRIDE.multipliedBy(2).toNanos());
      Sample.Asked asked = new Sample.Asked("haproxy", kind(http), rate(interval), () -> 0);
      taken(Sample.of(STRETCH, asked, checks.pids()), samples);
    }
  }

  private static void taken(Sample sample, List<Sample> samples) {
    sample.print();
    samples.add(sample);
  }

  private static double rate(int intervalMillis) {
    return Targets.COUNT * 1000.0 / intervalMillis;
  }

  private static String kind(boolean http) {
    return http ? "http" : "tcp";
  }

  private static List<ProbeOrder> orders(boolean http) {
    List<Targets.Target> targets = Targets.all();
    return IntStream.range(0, targets.size())
        .mapToObj(i -> order(i, targets.get(i), http))
        .toList();
  }

  private static ProbeOrder order(int number, Targets.Target at, boolean http) {
    Check check =
        http
            ? new Check.Http(
                at.port(),
                "GET",
                "/",
                List.of(new StatusRange(200, 200)),
                null,
                Map.of(),
                null,
                65_536)
            : new Check.Tcp(at.port());
    ProbeTarget target = new ProbeTarget(new Subject.OfNode("local", "n" + number), "ready");
    return new ProbeOrder(target, at.host(), check, true, null, Duration.ofSeconds(3), USUAL);
  }
}
