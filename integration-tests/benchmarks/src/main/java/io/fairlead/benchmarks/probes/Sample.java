package io.fairlead.benchmarks.probes;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.node.ObjectNode;

/**
 * One steady stretch of probing.
 *
 * @param nominal probes a second that were asked for
 * @param delivered connections a second that the kernel opened
 * @param cpuShare CPU seconds of the prober a second
 * @param failed probes of the stretch that did not pass
 */
record Sample(
    String who,
    String kind,
    double nominal,
    double delivered,
    double cpuShare,
    long failed,
    double megabytes) {
  private static final String LINE = "%-9s %-5s %9s %10s %9s %12s %7s %8s%n";

  /** Measures processes for some time; they must be in their stride already. */
  static Sample of(Duration stretch, Asked asked, long... pids) throws IOException {
    Usage before = Usage.of(pids);
    long accepted = Opened.connections();
    long failed = asked.failed().getAsLong();
    long from = System.nanoTime();
    LockSupport.parkNanos(stretch.toNanos());
    double seconds = (System.nanoTime() - from) / 1e9;
    long more = Opened.connections() - accepted;
    Usage after = Usage.of(pids);
    return new Sample(
        asked.who(),
        asked.kind(),
        asked.nominal(),
        more / seconds,
        (after.cpuSeconds() - before.cpuSeconds()) / seconds,
        asked.failed().getAsLong() - failed,
        after.residentMegabytes());
  }

  /** What was asked for, and a count of the probes that failed so far. */
  record Asked(String who, String kind, double nominal, java.util.function.LongSupplier failed) {}

  /** Probes a second and core: what one second of CPU time makes. */
  double perCore() {
    return delivered / cpuShare;
  }

  static void printHead() {
    System.out.printf(
        LINE, "who", "kind", "nominal/s", "delivered", "cpu s/s", "per cpu s", "failed", "MB");
  }

  void print() {
    System.out.printf(
        Locale.ROOT,
        LINE,
        who,
        kind,
        Math.round(nominal),
        Math.round(delivered),
        String.format(Locale.ROOT, "%.2f", cpuShare),
        Math.round(perCore()),
        failed,
        Math.round(megabytes));
  }

  void into(ObjectNode node) {
    node.put("who", who)
        .put("kind", kind)
        .put("nominalPerSecond", Math.round(nominal))
        .put("deliveredPerSecond", Math.round(delivered))
        .put("cpuSecondsPerSecond", Math.round(cpuShare * 1000) / 1000.0)
        .put("probesPerCpuSecond", Math.round(perCore()))
        .put("failed", failed)
        .put("residentMegabytes", Math.round(megabytes));
  }
}
