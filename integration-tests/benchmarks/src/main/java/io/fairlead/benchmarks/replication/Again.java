package io.fairlead.benchmarks.replication;

import io.fairlead.benchmarks.report.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A copy that is there: nothing changed, ten objects changed, and everything read. */
record Again(Ground ground, int count, boolean beside) {
  private static final int CHANGED = 10;
  private static final int BYTES = 256;
  private static final int RUNS = 20;
  private static final String FROM = "from-again";

  void run() throws IOException {
    if (count == 0) {
      return;
    }
    Sizes.Objects objects = new Sizes.Objects("again", count, BYTES);
    Path source = ground.files(objects);
    ground.publish(source, FROM);
    ground.store().make("ours");
    ground.store().make("theirs");
    String what = "%d x %d B, ".formatted(objects.count(), objects.bytes());
    ours(what + "first copy", "copy", 1);
    if (beside) {
      ground.peers().s5cmd("cp", "s3://" + FROM + "/sha256/*", "s3://theirs/sha256/");
    }
    ours(what + "nothing changed", "copy", RUNS);
    peers(what + "nothing changed");
    for (int i = 0; i < CHANGED; i++) {
      Ground.write(source, objects, i * (objects.count() / CHANGED), 2);
    }
    ground.publish(source, FROM);
    ours(what + CHANGED + " changed", "copy", 1);
    peers(what + CHANGED + " changed");
    edit();
    ours(what + "one edited there, scrub", "scrub", 1);
  }

  private void ours(String what, String order, int runs) throws IOException {
    long before = ground.store().requests();
    RegionRuns all = ground.region(FROM, "store", "ours", order, Integer.toString(runs));
    ObjectNode row = ground.table().row(what, "fairlead", all.seconds());
    RegionRuns.Run first = all.runs().getFirst();
    Table.figure(row, "requestsARun", (ground.store().requests() - before) / (double) runs);
    Table.figure(row, "firstMillis", first.millis());
    if (runs > 1) {
      List<Double> others =
          all.runs().subList(1, runs).stream().map(RegionRuns.Run::millis).toList();
      Table.figure(row, "furtherMillis", new Spread(others).median());
    }
    Table.figure(row, "objects", first.objects());
    Table.figure(row, "contentBytes", (double) first.bytes());
    Table.figure(row, "edited", first.edited());
    Table.figure(row, "receivedBytes", (double) first.received());
    Table.figure(row, "peakMegabytes", (double) all.peakMegabytes());
  }

  private void peers(String what) throws IOException {
    if (!beside) {
      return;
    }
    peer(what);
    long before = ground.store().requests();
    double seconds =
        ground.peers().s5cmd("sync", "s3://" + FROM + "/sha256/*", "s3://theirs/sha256/");
    Table.figure(
        ground.table().row(what, "s5cmd", seconds),
        "requestsARun",
        (double) (ground.store().requests() - before));
  }

  private void peer(String what) throws IOException {
    long before = ground.store().requests();
    double seconds = ground.peers().rclone("from:" + FROM + "/sha256", "to:theirs/sha256");
    Table.figure(
        ground.table().row(what, "rclone", seconds),
        "requestsARun",
        (double) (ground.store().requests() - before));
  }

  /** Somebody writes over one object, with as many bytes. */
  private void edit() throws IOException {
    try (var all = Files.walk(ground.store().folder("ours").resolve("sha256"))) {
      Path one = all.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
      Files.write(one, new byte[BYTES]);
    }
  }
}
