package io.fairlead.benchmarks.replication;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Ten of very many objects change. Only their content is made: what is there already is believed,
 * as by its manifest. Each process may have so much memory and no more.
 */
record Huge(Ground ground, int count) {
  private static final int CHANGED = 10;
  private static final String HEAP = "144m";
  private static final String FROM = "from-huge";
  private static final String TO = "huge";

  /** The change, and nothing changed twice. */
  private static final String RUNS = "3";

  void run() throws IOException {
    if (count == 0) {
      return;
    }
    ground.store().make(FROM);
    ground.store().make(TO);
    row("published", publish(0));
    row("first copy without its content", ground.bounded(HEAP, FROM, "store", TO, "believe", "1"));
    row(CHANGED + " changed, published", publish(CHANGED));
    RegionRuns runs = ground.bounded(HEAP, FROM, "store", TO, "copy", RUNS);
    ObjectNode row = row(CHANGED + " changed", runs);
    Table.figure(row, "nothingChangedRequests", runs.runs().getLast().requests());
    Table.figure(row, "nothingChangedMillis", runs.runs().getLast().millis());
  }

  private RegionRuns publish(int changed) throws IOException {
    return RegionRuns.of(
        new RegionRuns.Started(Master.class, HEAP),
        ground.folder().resolve("master.log"),
        List.of(
            ground.store().endpoint().toString(),
            ground.ours().publicKey(),
            Path.of(ground.folder().toString(), "key.pem").toString(),
            FROM,
            Integer.toString(count),
            Integer.toString(changed)));
  }

  private ObjectNode row(String what, RegionRuns runs) {
    RegionRuns.Run first = runs.runs().getFirst();
    ObjectNode row =
        ground
            .table()
            .row(
                "%d objects, %s, heap %s".formatted(count, what, HEAP), "fairlead", runs.seconds());
    Table.figure(row, "requests", first.requests());
    Table.figure(row, "millis", first.millis());
    Table.figure(row, "receivedBytes", (double) first.received());
    Table.figure(row, "peakMegabytes", (double) runs.peakMegabytes());
    return row;
  }
}
