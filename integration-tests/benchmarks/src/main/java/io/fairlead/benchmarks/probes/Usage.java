package io.fairlead.benchmarks.probes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What processes have used so far, as the kernel counts it.
 *
 * @param cpuSeconds user and system time of all threads
 * @param residentMegabytes memory held now
 */
record Usage(double cpuSeconds, double residentMegabytes) {
  /** Fields of /proc/PID/stat behind the name in parentheses: user time is the 12th of them. */
  private static final int USER_TICKS = 11;

  private static final double TICKS_PER_SECOND = 100;
  private static final double KILOBYTES = 1024;

  /** Of processes together, on Linux. */
  static Usage of(long... pids) throws IOException {
    Usage sum = new Usage(0, 0);
    for (long pid : pids) {
      Usage one = of(pid);
      sum =
          new Usage(sum.cpuSeconds + one.cpuSeconds, sum.residentMegabytes + one.residentMegabytes);
    }
    return sum;
  }

  private static Usage of(long pid) throws IOException {
    Path folder = Path.of("/proc", Long.toString(pid));
    String stat = Files.readString(folder.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    double ticks =
        Double.parseDouble(fields[USER_TICKS]) + Double.parseDouble(fields[USER_TICKS + 1]);
    double resident =
        Files.readAllLines(folder.resolve("status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
            .findFirst()
            .orElse(0);
    return new Usage(ticks / TICKS_PER_SECOND, resident / KILOBYTES);
  }
}
