package io.fairlead.benchmarks.replication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a region's process did.
 *
 * @param seconds from its start to its end
 * @param peakMegabytes its memory at its peak
 */
record RegionRuns(double seconds, List<Run> runs, long peakMegabytes) {
  /**
   * One run of the cycle.
   *
   * @param bytes of content that was copied
   * @param edited objects that were found to be changed at the destination
   * @param received bytes of content and manifests that were read
   */
  record Run(double millis, int requests, int objects, long bytes, int edited, long received) {
    /** A line of a process's output. */
    String text() {
      return String.format(
          Locale.ROOT,
          "run %.3f %d %d %d %d %d",
          millis,
          requests,
          objects,
          bytes,
          edited,
          received);
    }
  }

  /** Does in this process what a region's would, for checks that need no figures of a start. */
  static RegionRuns inside(List<String> arguments) throws IOException {
    long began = System.nanoTime();
    List<Run> runs = Region.runs(arguments);
    return new RegionRuns((System.nanoTime() - began) / 1e9, runs, 0);
  }

  /**
   * Which process.
   *
   * @param main its class
   * @param heap the most that it may have, as in {@code 256m}; empty = as the platform decides
   */
  record Started(Class<?> main, String heap) {}

  /** Prints what this process used at its peak. */
  static void printPeak() {
    try {
      Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .forEach(line -> System.out.println("peak " + line.replaceAll("[^0-9]", "")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts a process, with the launcher's own options.
   *
   * @param arguments of its class
   */
  static RegionRuns of(Started which, Path log, List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:Tier4InvocationThreshold=50000",
                "-XX:Tier4MinInvocationThreshold=6000",
                "-XX:Tier4CompileThreshold=150000",
                "-XX:Tier4BackEdgeThreshold=400000",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error"));
    if (!which.heap().isEmpty()) {
      command.add("-Xmx" + which.heap());
    }
    String recorded = System.getProperty("recording", "");
    if (!recorded.isEmpty()) {
      command.add("-XX:StartFlightRecording=settings=profile,filename=" + recorded + "-%p.jfr");
    }
    command.add(which.main().getName());
    command.addAll(arguments);
    ProcessBuilder process = new ProcessBuilder(command);
    process.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    double seconds = Peers.seconds(process, log);
    List<Run> runs = new ArrayList<>();
    long peak = 0;
    for (String line : Files.readAllLines(log)) {
      String[] words = line.split(" ");
      if (words[0].equals("run")) {
        runs.add(
            new Run(
                Double.parseDouble(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                Long.parseLong(words[4]),
                Integer.parseInt(words[5]),
                Long.parseLong(words[6])));
      } else if (words[0].equals("peak")) {
        peak = Long.parseLong(words[1]) / 1024;
      }
    }
    return new RegionRuns(seconds, runs, peak);
  }
}
