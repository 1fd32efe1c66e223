package io.fairlead.benchmarks.replication;

import io.fairlead.benchmarks.report.Spread;
import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * The first copy, from a bucket to another and to a folder, in turns. s5cmd copies between buckets
 * by asking the store to, and what it is told besides is not read by anybody: it is no peer there.
 * Into a folder it neither waits for the disk nor verifies; with what does both, it promises the
 * same.
 */
record FirstCopies(Ground ground, int rounds) {
  private static final String OURS = "fairlead";

  /** One way that somebody copies; answers seconds. */
  private interface Way {
    double copy() throws IOException;
  }

  void run(Sizes.Objects objects) throws IOException {
    if (objects.count() == 0) {
      return;
    }
    String from = "from-" + objects.name();
    Path source = ground.files(objects);
    ground.publish(source, from);
    Workspace.delete(source);
    StoreProcess store = ground.store();
    Peers peers = ground.peers();
    String content = "/sha256";
    String folder = ground.folder().resolve("copy").toString();
    String what = "%d x %d B, first copy, ".formatted(objects.count(), objects.bytes());
    Map<String, Way> toStore = new LinkedHashMap<>();
    toStore.put(OURS, () -> ground.region(from, "store", "copy", "copy", "1").seconds());
    toStore.put("rclone", () -> peers.rclone("from:" + from + content, "to:copy" + content));
    toStore.put(
        "s5cmd, inside the store",
        () -> peers.s5cmd("cp", "s3://" + from + content + "/*", "s3://copy" + content + "/"));
    measure(what + "to a store", toStore);
    Map<String, Way> toFolder = new LinkedHashMap<>();
    toFolder.put(OURS, () -> ground.region(from, "folder", folder, "copy", "1").seconds());
    toFolder.put("rclone", () -> peers.rclone("from:" + from + content, folder));
    toFolder.put("s5cmd", () -> peers.s5cmd("cp", "s3://" + from + content + "/*", folder + "/"));
    toFolder.put(
        "s5cmd, then sync and sha256sum",
        () ->
            peers.s5cmd("cp", "s3://" + from + content + "/*", folder + "/")
                + peers.assured(folder));
    measure(what + "to a folder", toFolder);
    store.drop(from);
  }

  private void measure(String what, Map<String, Way> ways) throws IOException {
    Map<String, List<Double>> seconds = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, Way> way : ways.entrySet()) {
        ground.store().make("copy");
        seconds.computeIfAbsent(way.getKey(), _ -> new ArrayList<>()).add(way.getValue().copy());
        ground.store().drop("copy");
        Path copy = ground.folder().resolve("copy");
        if (java.nio.file.Files.exists(copy)) {
          Workspace.delete(copy);
        }
      }
    }
    double ours = new Spread(seconds.getOrDefault(OURS, List.of())).median();
    for (Map.Entry<String, List<Double>> each : seconds.entrySet()) {
      Spread spread = new Spread(each.getValue());
      ObjectNode row = ground.table().row(what, each.getKey(), spread.median());
      spread.into(row, "Seconds");
      if (!each.getKey().equals(OURS)) {
        Table.figure(row, "timesFairlead", spread.median() / ours);
      }
    }
  }
}
