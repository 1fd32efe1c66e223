package io.fairlead.benchmarks.replication;

import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder with very many short files is published, as they lie in one folder, which takes the most
 * memory. The content is believed to be in the store: reading the folder counts.
 */
record ManyFiles(Ground ground, int count) {
  private static final String HEAP = "144m";
  private static final String TO = "many-files";

  void run() throws IOException {
    if (count == 0) {
      return;
    }
    Path folder = Files.createDirectory(ground.folder().resolve("many"));
    for (int i = 0; i < count; i++) {
      Files.writeString(folder.resolve("object-%07d".formatted(i)), "%063d\n".formatted(i));
    }
    ground.store().make(TO);
    RegionRuns runs =
        RegionRuns.of(
            new RegionRuns.Started(FolderMaster.class, HEAP),
            ground.folder().resolve("master.log"),
            List.of(
                ground.store().endpoint().toString(),
                ground.ours().publicKey(),
                ground.folder().resolve("key.pem").toString(),
                TO,
                folder.toString(),
                "believe"));
    var row =
        ground
            .table()
            .row(
                "%d files of one folder, published, heap %s".formatted(count, HEAP),
                "fairlead",
                runs.seconds());
    Table.figure(row, "requests", runs.runs().getFirst().requests());
    Table.figure(row, "peakMegabytes", (double) runs.peakMegabytes());
    Workspace.delete(folder);
  }
}
