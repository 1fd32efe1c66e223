package io.fairlead.local.zone;

import io.fairlead.local.http.Json;
import io.fairlead.local.state.StateFile;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.WeightedRecord;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One zone of an edge: what it serves and the epoch fence in front of it. A change is on disk
 * before it is served, and is served before it is acknowledged.
 */
public final class ZoneStore {
  /** Records of one zone at most; Route 53 allows 10,000 by default. */
  public static final int MAX_RECORDS = 10_000;

  private final StateFile file;
  private final Consumer<RecordSets> serve;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile RecordSets current;

  /**
   * Opens a zone with what its file holds; epoch 0 and no records where there is none.
   *
   * @param serve told of every new content, at once and in order
   */
  public ZoneStore(String zone, StateFile file, Consumer<RecordSets> serve) {
    this.file = file;
    this.serve = serve;
    this.current =
        file.read()
            .map(bytes -> ZoneJson.zone(Json.parse(bytes)))
            .orElseGet(() -> new RecordSets(zone, 0, new TreeMap<>()));
    serve.accept(current);
  }

  /** The zone as it is served. */
  public RecordSets current() {
    return current;
  }

  /**
   * Applies a batch where the epoch is the one it starts from and every record before matches
   * exactly; else changes nothing. A repeat of the batch that made the current content is accepted
   * and changes nothing.
   */
  public ZoneAnswer apply(RecordBatch batch) {
    lock.lock();
    try {
      RecordSets now = current;
      if (now.epoch() == batch.toEpoch() && holdsAfter(now, batch.changes())) {
        return new ZoneAnswer.Applied(now);
      }
      if (now.epoch() != batch.fromEpoch()) {
        return new ZoneAnswer.Conflict(
            now, "epoch is " + now.epoch() + ", the batch starts from " + batch.fromEpoch());
      }
      SortedMap<RecordKey, WeightedRecord> next = new TreeMap<>(now.records());
      for (RecordChange change : batch.changes()) {
        if (!java.util.Objects.equals(next.get(change.key()), change.before())) {
          return new ZoneAnswer.Conflict(
              now, change.key().text() + " is not what the batch expects");
        }
        replace(next, change);
      }
      return store(new RecordSets(now.zone(), batch.toEpoch(), next));
    } finally {
      lock.unlock();
    }
  }

  /** Takes a whole zone where its epoch is above ours: how a restarted edge catches up. */
  public ZoneAnswer level(RecordSets newer) {
    lock.lock();
    try {
      RecordSets now = current;
      if (newer.equals(now)) {
        return new ZoneAnswer.Applied(now);
      }
      if (newer.epoch() <= now.epoch()) {
        return new ZoneAnswer.Conflict(
            now, "epoch is " + now.epoch() + ", not below " + newer.epoch());
      }
      return store(newer);
    } finally {
      lock.unlock();
    }
  }

  private ZoneAnswer store(RecordSets next) {
    List<String> problems = RecordRules.problems(next);
    if (!problems.isEmpty()) {
      return new ZoneAnswer.Invalid(String.join("; ", problems));
    }
    file.write(Json.bytes(ZoneJson.zone(next)));
    current = next;
    serve.accept(next);
    return new ZoneAnswer.Applied(next);
  }

  private static boolean holdsAfter(RecordSets now, List<RecordChange> changes) {
    return changes.stream()
        .allMatch(
            change -> java.util.Objects.equals(now.records().get(change.key()), change.after()));
  }

  private static void replace(SortedMap<RecordKey, WeightedRecord> records, RecordChange change) {
    WeightedRecord after = change.after();
    if (after == null) {
      records.remove(change.key());
      return;
    }
    if (!after.key().equals(change.key())) {
      records.remove(change.key());
    }
    records.put(after.key(), after);
  }
}
