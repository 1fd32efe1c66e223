package io.fairlead.cli.answer;

import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.fleet.ReplicatedSet;
import io.fairlead.plan.CopyLags;
import io.fairlead.plan.ReplicationLag;
import io.fairlead.plan.ReplicationLag.Copy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How far regions' copies of artifact sets are, of the sets that services wait for. */
final class CopyRows {
  private CopyRows() {}

  /** One copy. */
  record Row(String region, ReplicationLag lag) {
    /** The time of the master's that would be lost; empty where nobody can tell. */
    Optional<Duration> loss() {
      return lag.copy() instanceof Copy.Measured measured
          ? Optional.of(measured.lag())
          : Optional.empty();
    }

    /** Whether there is something that people should read of it. */
    boolean isRemarkable() {
      return !(lag.copy() instanceof Copy.Measured measured)
          || measured.version() < measured.head()
          || lag.isBeyond();
    }

    /** As in {@code us-east: its copy of gateway is in step, at version 5}. */
    String text() {
      return region
          + ": "
          + lag.text()
          + (lag.isBeyond() ? ", at most " + Words.span(lag.bound()) + ": no new share" : "");
    }
  }

  /** Every copy, by set, then region. */
  static List<Row> of(Snapshot snapshot) {
    List<Row> rows = new ArrayList<>();
    for (ReplicatedSet set : snapshot.fleet().replicated().values()) {
      if (!set.services().isEmpty()) {
        CopyLags.of(snapshot.fleet(), set, snapshot.observations(), snapshot.at())
            .forEach((region, lag) -> rows.add(new Row(region, lag)));
      }
    }
    return rows;
  }

  /** The worst of all, in words. */
  static String worst(List<Row> rows) {
    if (rows.isEmpty()) {
      return "not declared";
    }
    Duration most =
        rows.stream()
            .flatMap(row -> row.loss().stream())
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    boolean all = rows.stream().allMatch(row -> row.loss().isPresent());
    boolean behind = rows.stream().anyMatch(Row::isRemarkable);
    return !behind ? "none" : all ? "at most " + Words.age(most) : "not known of all";
  }

  /** For programs. */
  static void json(ArrayNode array, List<Row> rows) {
    for (Row row : rows) {
      ReplicationLag lag = row.lag();
      ObjectNode node = array.addObject().put("set", lag.set()).put("region", row.region());
      node.put("boundMillis", lag.bound().toMillis())
          .put("lossBoundMillis", lag.lossBound().toMillis())
          .put("beyond", lag.isBeyond());
      switch (lag.copy()) {
        case Copy.Measured(Duration behind, long version, long head, int objects, long bytes) ->
            node.put("lagMillis", behind.toMillis())
                .put("version", version)
                .put("head", head)
                .put("objectsBehind", objects)
                .put("bytesBehind", bytes)
                .putNull("why");
        case Copy.NotKnown(String why) -> node.putNull("lagMillis").put("why", why);
      }
    }
  }
}
