package io.fairlead.benchmarks.replication;

import io.fairlead.artifact.ReplicationPlan;
import io.fairlead.artifact.Selector;
import io.fairlead.cycle.MirrorCycle;
import io.fairlead.cycle.ReplicateCycle;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.local.artifact.FolderSink;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A region's process of its own, as {@code fairlead replicate} is one: it brings a set from a
 * bucket to another one or to a folder, several times in turn, and prints what each time took.
 */
public final class Region {
  private Region() {}

  /**
   * Prints a line a run, then its peak memory.
   *
   * @param arguments endpoint, public key, bucket that it reads, {@code store} or {@code folder},
   *     the bucket or folder, {@code copy}, {@code scrub}, or {@code believe} for a copy that
   *     brings no content, runs
   */
  public static void main(String[] arguments) throws IOException {
    for (RegionRuns.Run run : runs(List.of(arguments))) {
      System.out.println(run.text());
    }
    RegionRuns.printPeak();
  }

  /** What such a process does, in this one. */
  static List<RegionRuns.Run> runs(List<String> arguments) throws IOException {
    List<RegionRuns.Run> runs = new ArrayList<>();
    try (Ours ours = new Ours(URI.create(arguments.get(0)), arguments.get(1))) {
      for (int run = Integer.parseInt(arguments.get(6)); run > 0; run--) {
        runs.add(run(ours, arguments));
      }
    }
    return runs;
  }

  private static RegionRuns.Run run(Ours ours, List<String> arguments) throws IOException {
    boolean scrub = arguments.get(5).equals("scrub");
    boolean believed = arguments.get(5).equals("believe");
    AtomicLong received = new AtomicLong();
    Watched from = new Watched(ours.store(arguments.get(2)), false, received);
    String to = arguments.get(4);
    long began = System.nanoTime();
    ReplicateReport report =
        arguments.get(3).equals("folder")
            ? folder(ours, from, Path.of(to), scrub)
            : store(ours, from, new Watched(ours.store(to), believed, received), scrub);
    double millis = (System.nanoTime() - began) / 1e6;
    if (!report.outcome().reason().isEmpty()) {
      throw new IllegalStateException(report.outcome().reason());
    }
    return new RegionRuns.Run(
        millis,
        ours.requestsTaken(),
        report.copied().objects(),
        report.copied().bytes(),
        report.drift().edited().size(),
        received.get());
  }

  private static ReplicateReport store(Ours ours, Watched from, Watched to, boolean scrub) {
    Instant now = Instant.now();
    return new MirrorCycle(new MirrorCycle.Parts(from, ours.gate(), to, Ours.REGION, ours.lanes()))
        .run(order(scrub), now, now.plus(Duration.ofHours(1)));
  }

  private static ReplicateReport folder(Ours ours, Watched from, Path to, boolean scrub)
      throws IOException {
    Instant now = Instant.now();
    try (FolderSink sink = FolderSink.writing(to, InstantSource.system())) {
      return new ReplicateCycle(
              new ReplicateCycle.Parts(from, ours.gate(), sink, Ours.REGION, ours.lanes()))
          .run(order(scrub), now, now.plus(Duration.ofHours(1)));
    }
  }

  private static ReplicateCycle.Order order(boolean scrub) {
    return new ReplicateCycle.Order(
        new ReplicationPlan.Taking(new Selector.All(), 0), scrub, false);
  }
}
