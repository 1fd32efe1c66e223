package io.fairlead.benchmarks.replication;

import io.fairlead.cycle.PublishContent;
import io.fairlead.local.artifact.FolderSource;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A master's process that publishes a folder of very many files. */
public final class FolderMaster {
  private FolderMaster() {}

  /**
   * Publishes, and prints what that took.
   *
   * @param arguments endpoint, public key, file of the private one, bucket, folder, {@code believe}
   *     where all content is believed to be in the bucket, or {@code copy}
   */
  public static void main(String[] arguments) {
    try (Ours ours = new Ours(URI.create(arguments[0]), arguments[1])) {
      AtomicLong received = new AtomicLong();
      boolean believed = arguments[5].equals("believe");
      Watched store = new Watched(ours.store(arguments[3]), believed, received);
      FolderSource source = new FolderSource(Path.of(arguments[4]), InstantSource.system());
      long began = System.nanoTime();
      ours.publish(PublishContent.of(source, List.of()), Path.of(arguments[2]), store);
      double millis = (System.nanoTime() - began) / 1e6;
      System.out.println(
          new RegionRuns.Run(millis, ours.requestsTaken(), 0, 0, 0, received.get()).text());
      RegionRuns.printPeak();
    }
  }
}
