package io.fairlead.simulation;

import io.fairlead.journal.Step;
import io.fairlead.journal.TargetId;
import io.fairlead.journal.TargetState.ZoneAt;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import io.fairlead.port.TrafficDirector;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.WeightedRecord;
import io.fairlead.traffic.ZoneDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * DNS zones with Route 53's fence: a batch is all or nothing and must match what is there, which is
 * what most of the servers hold.
 */
final class SimZones {
  private final World world;
  private long levelled;
  private final SortedMap<String, RecordSets> zones = new TreeMap<>();

  /** What we wrote last, whatever a person made of it since. */
  private final SortedMap<String, RecordSets> written = new TreeMap<>();

  private final SortedMap<String, RecordSets> stale = new TreeMap<>();
  private final SimServers servers;

  SimZones(World world) {
    this.world = world;
    this.servers = new SimServers(world);
  }

  /** The servers that answer for the zones. */
  SimServers servers() {
    return servers;
  }

  /** How often a process levelled the servers. */
  long levelled() {
    return levelled;
  }

  RecordSets zone(String zone) {
    RecordSets found = zones.get(zone);
    return found == null ? new RecordSets(zone, 0, new TreeMap<>()) : found;
  }

  /** Describes go on telling what is there now, for a while. */
  void goStale(Duration time) {
    stale.putAll(zones);
    world.timeline().in(time, stale::clear);
  }

  private Reading<RecordSets> described(String zone) {
    RecordSets old = stale.get(zone);
    return old == null ? servers.agreed(zone) : new Reading.Known<>(old);
  }

  /** Every zone. */
  List<RecordSets> all() {
    return List.copyOf(zones.values());
  }

  /** A person's change: the records, and not the epoch record that they do not know of. */
  void edit(WeightedRecord record) {
    for (RecordSets sets : List.copyOf(zones.values())) {
      if (sets.records().containsKey(record.key())) {
        SortedMap<RecordKey, WeightedRecord> records = new TreeMap<>(sets.records());
        records.put(record.key(), record);
        servers.writes(sets);
        zones.put(sets.zone(), new RecordSets(sets.zone(), sets.epoch(), records));
      }
    }
  }

  /** The zones as a process reaches them. */
  TrafficDirector from(Runner runner) {
    return new TrafficDirector() {
      @Override
      public SortedMap<String, Reading<RecordSets>> zones(
          SortedSet<String> asked, Instant deadline) {
        SortedMap<String, Reading<RecordSets>> found = new TreeMap<>();
        for (String zone : asked) {
          found.put(
              zone,
              world.ground().dnsDark
                  ? new Reading.Unreadable<>("the DNS API does not answer")
                  : described(zone));
        }
        return found;
      }

      @Override
      public List<ApplyOutcome> change(List<Order> orders, Instant deadline) {
        List<ApplyOutcome> outcomes = new ArrayList<>();
        orders.forEach(order -> outcomes.add(SimZones.this.change(runner, order)));
        return outcomes;
      }

      @Override
      public void level(Instant deadline) {
        if (runner.onlyObserves()) {
          throw new Violation(4, "levelled in mode observe");
        }
        levelled++;
        if (!world.ground().dnsDark) {
          servers.level();
        }
      }
    };
  }

  private ApplyOutcome change(Runner runner, Order order) {
    if (!(order.step() instanceof Step.ChangeRecords(RecordBatch batch))) {
      throw new IllegalStateException("no change of records: " + order);
    }
    if (runner.isExpired(order)) {
      return new ApplyOutcome.Expired();
    }
    if (world.ground().dnsDark) {
      return new ApplyOutcome.Unknown("the DNS API does not answer");
    }
    RecordSets before = zone(batch.zone());
    String mismatch = mismatch(before, batch);
    if (mismatch != null) {
      return servers.joined(new ApplyOutcome.Conflict(mismatch), batch);
    }
    ApplyOutcome outcome = servers.joined(new ApplyOutcome.Accepted(), batch);
    RecordSets after = applied(before, batch);
    servers.writes(before);
    zones.put(batch.zone(), after);
    RecordSets ours = written.put(batch.zone(), after);
    world
        .audit()
        .zone(
            new Effect(
                runner,
                order,
                new TargetId.Zone(batch.zone()),
                new ZoneAt(before.epoch(), ZoneDigest.of(before)),
                new ZoneAt(after.epoch(), ZoneDigest.of(after)),
                world.isLate()),
            new Rewritten(before, ours == null ? before : ours, after));
    servers.checkAnswers();
    return outcome;
  }

  private static @Nullable String mismatch(RecordSets before, RecordBatch batch) {
    if (before.epoch() != batch.fromEpoch()) {
      return "epoch " + before.epoch() + ", expected " + batch.fromEpoch();
    }
    for (RecordChange change : batch.changes()) {
      WeightedRecord there = before.records().get(change.key());
      if (!Objects.equals(there, change.before())) {
        return "record " + there + ", expected " + change.before();
      }
    }
    return null;
  }

  private static RecordSets applied(RecordSets before, RecordBatch batch) {
    SortedMap<RecordKey, WeightedRecord> records = new TreeMap<>(before.records());
    for (RecordChange change : batch.changes()) {
      WeightedRecord after = change.after();
      if (after == null) {
        records.remove(change.key());
      } else {
        records.put(change.key(), after);
      }
    }
    return new RecordSets(batch.zone(), batch.toEpoch(), records);
  }
}
