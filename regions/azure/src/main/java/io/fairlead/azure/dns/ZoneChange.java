package io.fairlead.azure.dns;

import io.fairlead.azure.arm.ArmFailure;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.client.AzureFailure.Kind;
import io.fairlead.azure.client.SideBySide;
import io.fairlead.azure.dns.DnsCalls.Put;
import io.fairlead.azure.dns.ZoneNow.Stamped;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordDiff;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import io.fairlead.traffic.ZoneStamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One batch as a compare-and-set, where the service has none for more than one set. First every set
 * concerned is told in its metadata what it shall be, and answers as before; then the epoch record
 * is replaced under its ETag, and from then on the batch holds; then the sets are written as they
 * were told. Whoever dies in between leaves a zone that others complete, or that never changed.
 * What another batch has told a set is replaced only after the epoch record was, so that the other
 * one cannot hold any more.
 */
record ZoneChange(DnsCalls calls, AzureClients clients) {
  /**
   * How it ended.
   *
   * @param zone what is known of the zone now; empty = it is to be read again
   */
  record Ended(ApplyOutcome outcome, Optional<ZoneNow> zone) {
    static Ended unchanged(ApplyOutcome outcome) {
      return new Ended(outcome, Optional.empty());
    }
  }

  /** Applies a batch to a zone as it was read just before. */
  Ended apply(ZoneNow read, Order order, RecordBatch batch, Instant deadline) {
    if (clients.isExpired(order)) {
      return new Ended(new ApplyOutcome.Expired(), Optional.of(read));
    }
    ZoneNow now = read.behind().isEmpty() ? read : finished(read, deadline).zone();
    if (!now.behind().isEmpty()) {
      return Ended.unchanged(new ApplyOutcome.Refused(behind(now), true));
    }
    RecordSets records = now.records();
    Optional<ApplyOutcome> settled = settled(records, batch);
    if (settled.isPresent()) {
      return new Ended(settled.get(), Optional.of(now));
    }
    List<StoredSet> prepared;
    RecordSets after = RecordDiff.apply(records, batch.toEpoch(), batch.changes());
    try {
      prepared = prepared(now, batch, after, order.notAfter());
    } catch (IllegalArgumentException e) {
      return new Ended(
          new ApplyOutcome.Refused(String.valueOf(e.getMessage()), false), Optional.of(now));
    }
    Optional<String> stranger = stranger(now, prepared);
    if (stranger.isPresent()) {
      return new Ended(new ApplyOutcome.Conflict(stranger.get()), Optional.of(now));
    }
    return fenced(new Job(order, now, prepared, after, deadline));
  }

  /** A batch that may be carried out. */
  private record Job(
      Order order, ZoneNow before, List<StoredSet> sets, RecordSets after, Instant deadline) {}

  /** How a batch ends without any call; empty = it is to be carried out. */
  private static Optional<ApplyOutcome> settled(RecordSets now, RecordBatch batch) {
    if (now.epoch() == batch.toEpoch() && holds(now, batch, false)) {
      return Optional.of(new ApplyOutcome.Accepted());
    }
    if (now.epoch() != batch.fromEpoch()) {
      String why = " is at epoch " + now.epoch() + ", the batch starts from " + batch.fromEpoch();
      return Optional.of(new ApplyOutcome.Conflict(now.zone() + why));
    }
    return holds(now, batch, true)
        ? Optional.empty()
        : Optional.of(
            new ApplyOutcome.Conflict(
                now.zone() + " has other records than the batch expects: somebody else changed"));
  }

  private static boolean holds(RecordSets now, RecordBatch batch, boolean before) {
    return batch.changes().stream()
        .allMatch(
            change ->
                Objects.equals(
                    now.records().get(change.key()), before ? change.before() : change.after()));
  }

  /** The sets concerned, told what they shall be. */
  private List<StoredSet> prepared(
      ZoneNow now, RecordBatch batch, RecordSets after, Instant notAfter) {
    SortedSet<SetId> concerned = new TreeSet<>();
    for (RecordChange change : batch.changes()) {
      WeightedRecord wanted = change.after();
      if (wanted != null && wanted.alias() != null) {
        throw new IllegalArgumentException(
            change.key().text() + " leads to a load balancer of AWS, which Route 53 alone can");
      }
      concerned.add(SetId.of(change.key()));
    }
    List<StoredSet> prepared = new ArrayList<>();
    for (SetId id : concerned) {
      SortedMap<String, WeightedRecord> next = new TreeMap<>();
      after
          .records()
          .forEach(
              (key, record) -> {
                if (SetId.of(key).equals(id)) {
                  next.put(key.setIdentifier(), record);
                }
              });
      StoredSet there =
          now.sets()
              .getOrDefault(
                  id,
                  new StoredSet(
                      id,
                      null,
                      SetAnswer.nothing(next.values()),
                      Marks.none(calls.fleet()),
                      new TreeMap<>()));
      SetAnswer.of(now.zone(), id, next.values());
      Marks marks = there.marks();
      prepared.add(
          marks == null ? there : there.prepared(marks.prepared(batch.toEpoch(), next, notAfter)));
    }
    alone(after);
    return prepared;
  }

  /** A name that answers by another name has no other records (RFC 1034 section 3.6.2). */
  private static void alone(RecordSets after) {
    SortedMap<String, RecordType> types = new TreeMap<>();
    for (RecordKey key : after.records().keySet()) {
      RecordType first = types.putIfAbsent(key.name(), key.type());
      if (first != null && first != key.type() && key.type() == RecordType.CNAME) {
        throw new IllegalArgumentException(
            key.name() + " would have a host name beside addresses, which DNS does not allow");
      }
    }
  }

  /** What is somebody else's where the fleet would write. */
  private static Optional<String> stranger(ZoneNow now, List<StoredSet> prepared) {
    for (StoredSet set : prepared) {
      boolean creates = set.etag() == null;
      for (StoredSet there : now.sets().values()) {
        boolean other =
            there.id().name().equals(set.id().name())
                && (there.id().type() == RecordType.CNAME || set.id().type() == RecordType.CNAME)
                && there.id().type() != set.id().type();
        if (creates && other) {
          return Optional.of(
              there.id().text()
                  + " stands where "
                  + set.id().text()
                  + " is wanted: a host name goes with no addresses; delete it first");
        }
      }
      if (set.marks() == null) {
        return Optional.of(
            set.id().text()
                + " is there and not the fleet's, or its metadata was taken away: delete it, or"
                + " freeze and put it back");
      }
    }
    return Optional.empty();
  }

  /**
   * Where another batch has told a set something else, that one has its time; after it, it is shut
   * out first.
   */
  private Ended fenced(Job job) {
    ZoneNow before = job.before();
    boolean others =
        job.sets().stream().anyMatch(set -> isOthers(before.sets().get(set.id()), set));
    if (!others) {
      return carriedOut(job);
    }
    long until =
        job.sets().stream()
            .map(set -> before.sets().get(set.id()))
            .filter(there -> there != null && there.marks() != null)
            .mapToLong(there -> there.marks().until())
            .max()
            .orElse(0);
    if (clients.time().getEpochSecond() <= until) {
      return Ended.unchanged(
          new ApplyOutcome.Refused(
              "another change of " + before.zone().zone() + " is under way", true));
    }
    Put fence = calls.fence(before.zone(), before.stamp(), job.order(), job.deadline());
    return switch (fence) {
      case Put.Failed(ArmFailure why) -> Ended.unchanged(outcome(why));
      case Put.Done(var etag) -> {
        ZoneNow now = before.at(new Stamped(before.stamp().stamp(), etag));
        yield carriedOut(new Job(job.order(), now, job.sets(), job.after(), job.deadline()));
      }
    };
  }

  private static boolean isOthers(@Nullable StoredSet there, StoredSet told) {
    return there != null
        && there.marks() != null
        && told.marks() != null
        && there.marks().isPreparedOtherwise(told.marks());
  }

  /** Tells a set, unless another function has told it the same. */
  private Written told(Job job, StoredSet set) {
    ZoneNow before = job.before();
    StoredSet there = before.sets().get(set.id());
    return there != null && there.marks() != null && isTheSame(there.marks(), set.marks())
        ? new Written(there, new Put.Done(there.etag()))
        : new Written(set, calls.write(before.zone(), set, job.deadline()));
  }

  private static boolean isTheSame(Marks there, @Nullable Marks wanted) {
    return wanted != null && there.nextEpoch() > 0 && !there.isPreparedOtherwise(wanted);
  }

  private Ended carriedOut(Job job) {
    AzureZone zone = job.before().zone();
    List<Written> told = SideBySide.all(job.sets(), set -> told(job, set));
    Optional<ApplyOutcome> failed = failure(told);
    if (failed.isPresent()) {
      return Ended.unchanged(failed.get());
    }
    if (clients.isExpired(job.order())) {
      return Ended.unchanged(new ApplyOutcome.Expired());
    }
    ZoneStamp stamp = zone.stamp(calls.fleet(), job.after());
    return switch (calls.commit(zone, job.before().stamp(), stamp, job.deadline())) {
      case Put.Failed(ArmFailure why) -> Ended.unchanged(outcome(why));
      case Put.Done(var etag) -> {
        ZoneNow committed = job.before().at(new Stamped(Optional.of(stamp), etag));
        for (Written each : told) {
          committed = committed.with(each.after());
        }
        Finished finished = finished(committed, job.deadline());
        yield new Ended(finished.outcome(), Optional.of(finished.zone()));
      }
    };
  }

  /** A set and what became of writing it. */
  private record Written(StoredSet set, Put put) {
    /** It as it is after it was written; as it was where that failed. */
    StoredSet after() {
      return switch (put) {
        case Put.Done(var etag) ->
            etag == null
                ? new StoredSet(set.id(), null, set.answer(), null, new TreeMap<>())
                : set.at(etag);
        case Put.Failed _ -> set;
      };
    }
  }

  private static Optional<ApplyOutcome> failure(List<Written> written) {
    return written.stream()
        .map(Written::put)
        .filter(Put.Failed.class::isInstance)
        .map(put -> outcome(((Put.Failed) put).why()))
        .findFirst();
  }

  /** A zone or a set that is not there any more was taken away by somebody else. */
  private static ApplyOutcome outcome(ArmFailure why) {
    boolean gone =
        why.cause().kind() == Kind.ABSENT || why.cause().code().equals("ParentResourceNotFound");
    return gone ? new ApplyOutcome.Conflict(why.sentence()) : why.outcome();
  }

  /** How completing a zone ended. */
  record Finished(ApplyOutcome outcome, ZoneNow zone) {}

  /** Writes the sets that do not answer yet what holds, each once. */
  Finished finished(ZoneNow now, Instant deadline) {
    List<StoredSet> behind = now.behind();
    List<Written> written = SideBySide.all(behind, set -> done(now.zone(), set, deadline));
    ZoneNow after = now;
    List<String> why = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      Written each = written.get(i);
      after = after.with(each.put() instanceof Put.Done ? each.after() : behind.get(i));
      if (each.put() instanceof Put.Failed(ArmFailure failure)) {
        why.add(each.set().id().text() + ": " + failure.sentence());
      }
    }
    return why.isEmpty()
        ? new Finished(new ApplyOutcome.Accepted(), after)
        : new Finished(
            new ApplyOutcome.Unknown(behind(after) + "; " + String.join("; ", why)), after);
  }

  private Written done(AzureZone zone, StoredSet set, Instant deadline) {
    if (set.goes()) {
      return new Written(set, calls.delete(zone, set, deadline));
    }
    StoredSet done = set.done(zone);
    return new Written(done, calls.write(zone, done, deadline));
  }

  /** Which sets do not answer yet what holds. */
  static String behind(ZoneNow now) {
    return now.zone().zone()
        + " is at epoch "
        + now.epoch()
        + ", which "
        + String.join(", ", now.behind().stream().map(set -> set.id().text()).toList())
        + " does not answer yet";
  }
}
