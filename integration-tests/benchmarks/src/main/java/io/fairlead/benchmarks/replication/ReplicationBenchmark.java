package io.fairlead.benchmarks.replication;

import io.fairlead.benchmarks.report.Report;
import io.fairlead.parts.KeyFile;
import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Copies a set from one bucket to another and to a folder, looks again when nothing and when ten
 * objects have changed, and reads everything there, beside rclone and s5cmd: one store of
 * versitygw, the same data, the same run.
 */
public final class ReplicationBenchmark {
  private ReplicationBenchmark() {}

  /**
   * Prints a table and writes the report.
   *
   * @param arguments see {@link Sizes#parse}
   */
  public static void main(String[] arguments) throws IOException {
    System.out.println("written to " + measured(Sizes.parse(arguments), true).write());
  }

  /**
   * Measures, and deletes everything that was made for it.
   *
   * @param peers whether others are measured beside it, and regions in processes of their own
   */
  static Report measured(Sizes sizes, boolean peers) throws IOException {
    Report report = new Report("replication");
    Path ground = Files.createTempDirectory("fairlead-replication");
    try (StoreProcess store = new StoreProcess(ground)) {
      Table table = new Table(report.root().put("rounds", sizes.rounds()).putArray("rows"));
      String key = KeyFile.make("Ed25519", ground.resolve("key.pem"));
      try (Ours ours = new Ours(store.endpoint(), key)) {
        Ground all = new Ground(ground, store, ours, table, peers);
        FirstCopies copies = new FirstCopies(all, sizes.rounds());
        copies.run(new Sizes.Objects("small", sizes.small(), sizes.smallBytes()));
        copies.run(new Sizes.Objects("large", sizes.large(), sizes.largeBytes()));
        new Again(all, sizes.again(), peers).run();
        new Huge(all, sizes.huge()).run();
        new ManyFiles(all, sizes.folder()).run();
      }
    } finally {
      Workspace.delete(ground);
    }
    return report;
  }
}
