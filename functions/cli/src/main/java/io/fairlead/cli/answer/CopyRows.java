package io.fairlead.cli.answer;

import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.fleet.ReplicatedDatabase;
import io.fairlead.fleet.ReplicatedSet;
import io.fairlead.plan.CopyLags;
import io.fairlead.plan.DatabaseLag;
import io.fairlead.plan.DatabaseLag.Server;
import io.fairlead.plan.DatabaseLags;
import io.fairlead.plan.Lag;
import io.fairlead.plan.ReplicationLag;
import io.fairlead.plan.ReplicationLag.Copy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How far regions' copies of artifact sets and databases are, of those that services wait for. */
final class CopyRows {
  private CopyRows() {}

  /** One copy. */
  record Row(String region, Lag lag) {
    /** The time of the master's that would be lost; empty where nobody can tell. */
    Optional<Duration> loss() {
      return switch (lag) {
        case ReplicationLag(var _, Copy.Measured copy, var _, var _) -> Optional.of(copy.lag());
        case DatabaseLag(var _, Server.Replica replica, var _, long _) ->
            Optional.of(replica.lag());
        case DatabaseLag(var _, Server.Writes _, var _, long _) -> Optional.of(Duration.ZERO);
        case ReplicationLag _, DatabaseLag _ -> Optional.empty();
      };
    }

    /** Whether there is something that people should read of it. */
    boolean isRemarkable() {
      return lag.isBeyond()
          || switch (lag) {
            case ReplicationLag(var _, Copy.Measured copy, var _, var _) ->
                copy.version() < copy.head();
            case DatabaseLag(var _, Server.Replica replica, var _, long bytes) ->
                replica.toReceive() > bytes;
            case DatabaseLag(var _, Server.Writes _, var _, long _) -> false;
            case ReplicationLag _, DatabaseLag _ -> true;
          };
    }

    /** As in {@code us-east: its copy of gateway is in step, at version 5}. */
    String text() {
      return region
          + ": "
          + lag.text()
          + (lag.isBeyond() ? ", at most " + Words.span(lag.bound()) + ": no new share" : "");
    }
  }

  /** Every copy, by set, then region; then every server, by database, then region. */
  static List<Row> of(Snapshot snapshot) {
    List<Row> rows = new ArrayList<>();
    for (ReplicatedSet set : snapshot.fleet().replicated().values()) {
      if (!set.services().isEmpty()) {
        CopyLags.of(snapshot.fleet(), set, snapshot.observations(), snapshot.at())
            .forEach((region, lag) -> rows.add(new Row(region, lag)));
      }
    }
    for (ReplicatedDatabase database : snapshot.fleet().databases().values()) {
      DatabaseLags.of(snapshot.fleet(), database, snapshot.observations(), snapshot.at())
          .forEach((region, lag) -> rows.add(new Row(region, lag)));
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
      switch (row.lag()) {
        case ReplicationLag lag -> json(array.addObject(), row.region(), lag);
        case DatabaseLag lag -> json(array.addObject(), row.region(), lag);
      }
    }
  }

  private static void json(ObjectNode node, String region, ReplicationLag lag) {
    node.put("set", lag.set())
        .put("region", region)
        .put("boundMillis", lag.bound().toMillis())
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

  private static void json(ObjectNode node, String region, DatabaseLag lag) {
    node.put("database", lag.database())
        .put("region", region)
        .put("boundMillis", lag.bound().toMillis())
        .put("lossBoundBytes", lag.maxLoss())
        .put("beyond", lag.isBeyond());
    switch (lag.server()) {
      case Server.Writes() -> node.put("role", "writes").put("lagMillis", 0).putNull("why");
      case Server.Replica(Duration behind, long toReplay, long toReceive) ->
          node.put("role", "replica")
              .put("lagMillis", behind.toMillis())
              .put("bytesToReplay", toReplay)
              .put("bytesToReceive", toReceive)
              .putNull("why");
      case Server.LeftBehind _ ->
          node.put("role", "left-behind").putNull("lagMillis").put("why", lag.text());
      case Server.NotKnown(String why) -> node.putNull("role").putNull("lagMillis").put("why", why);
    }
  }
}
