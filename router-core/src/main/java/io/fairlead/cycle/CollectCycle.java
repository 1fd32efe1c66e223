package io.fairlead.cycle;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.Condemned;
import io.fairlead.artifact.CondemnedList;
import io.fairlead.artifact.Pointer;
import io.fairlead.cycle.CollectReport.Kept;
import io.fairlead.cycle.CollectReport.Outcome;
import io.fairlead.cycle.CollectReport.Tally;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ArtifactStore.HeldList;
import io.fairlead.port.CollectableStore;
import io.fairlead.port.Lanes;
import io.fairlead.port.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Deletes from a store what no version that is kept needs, be it the master's or a region's own.
 * Twice: a run puts it on the store's list of what is condemned, and one that finds it there a
 * grace time later, and still not needed, says that it deletes it, and does. Both are
 * compare-and-set, and publishing and replicating take what they need off the list first, so that
 * whichever comes second sees the other. Killed anywhere, the next run goes on.
 */
public final class CollectCycle {
  /** The shortest grace time: twice what publishing or replicating, for hours, may take. */
  public static final Duration MIN_GRACE = Duration.ofHours(12);

  /** How long one run deletes. */
  public static final Duration DELETING = Duration.ofMinutes(10);

  /** After so long nobody deletes any more, however much his clock differs. */
  public static final Duration TAKEN_OVER = Duration.ofMinutes(30);

  private final Parts parts;

  /**
   * What it works with.
   *
   * @param sets every set whose versions are in the store
   * @param lanes how much is deleted at a time
   */
  public record Parts(CollectableStore store, SortedMap<String, CollectedSet> sets, Lanes lanes) {
    public Parts {
      sets = Collections.unmodifiableSortedMap(new TreeMap<>(sets));
    }
  }

  /**
   * What is kept of each set's history: the newest versions, and younger ones.
   *
   * @param versions 1 or more
   */
  public record Keeping(int versions, Duration time) {
    public Keeping {
      if (versions < 1 || time.isNegative()) {
        throw new IllegalArgumentException(versions + " versions and " + time + " are kept");
      }
    }
  }

  /**
   * One order to collect.
   *
   * @param grace how long something must have been needed by nothing
   * @param dry whether only to say what would be done
   */
  public record Order(Keeping keeping, Duration grace, boolean dry) {
    public Order {
      if (grace.compareTo(MIN_GRACE) < 0) {
        throw new IllegalArgumentException("the grace time is " + MIN_GRACE + " at least");
      }
    }
  }

  /** A cycle over one store. */
  public CollectCycle(Parts parts) {
    this.parts = parts;
  }

  /**
   * One run.
   *
   * @param now when it begins
   */
  public CollectReport run(Order order, Instant now, Instant deadline) {
    // The list comes first: what is taken off it after this look makes the next write a conflict.
    return switch (parts.store().condemned(deadline)) {
      case Reading.Unreadable<Optional<HeldList>>(String why) ->
          CollectReport.ended(new Outcome.Unreachable(why));
      case Reading.Known<Optional<HeldList>>(Optional<HeldList> held) -> {
        try {
          yield after(held.orElse(null), order, now, deadline);
        } catch (KeptVersions.Untold untold) {
          yield CollectReport.ended(untold.outcome());
        }
      }
    };
  }

  private CollectReport after(@Nullable HeldList held, Order order, Instant now, Instant deadline) {
    CondemnedList list = held == null ? CondemnedList.NONE : held.list();
    Instant begun = list.begun();
    if (begun != null && !order.dry() && now.isBefore(begun.plus(TAKEN_OVER))) {
      return CollectReport.ended(
          new Outcome.Overtaken(
              "somebody has been deleting since %s, or was killed at it: run this again after %s"
                  .formatted(begun, begun.plus(TAKEN_OVER))));
    }
    Found found = found(order, now, deadline);
    Draft draft = Draft.of(list, found.unneeded(), order.grace(), now);
    CollectReport report =
        new CollectReport(
            new Outcome.Planned(),
            found.kept(),
            Tally.of(draft.waiting().keySet()),
            Tally.of(draft.due()),
            Tally.NOTHING,
            draft.first().map(since -> since.plus(order.grace())).orElse(null));
    if (order.dry()) {
      return report;
    }
    CondemnedList next =
        new CondemnedList(
            draft.waiting(),
            draft.due().isEmpty() ? null : now,
            draft.due(),
            found.collected(list, draft.due()));
    return next.equals(list)
        ? report.with(new Outcome.Done(), List.of())
        : written(held, next, report, deadline);
  }

  private CollectReport written(
      @Nullable HeldList held, CondemnedList next, CollectReport report, Instant deadline) {
    return switch (parts.store().condemn(held == null ? null : held.tag(), next, deadline)) {
      case ApplyOutcome.Accepted() ->
          next.deleting().isEmpty()
              ? report.with(new Outcome.Done(), List.of())
              : new Deleting(parts, next, deadline).run(report);
      case ApplyOutcome.Conflict _ ->
          report.with(
              new Outcome.Overtaken(
                  "somebody published or collected at the same time: run this again"),
              List.of());
      case ApplyOutcome.Refused(String why, _) ->
          report.with(new Outcome.Unreachable(why), List.of());
      case ApplyOutcome.Unknown(String why) -> report.with(new Outcome.Unreachable(why), List.of());
      case ApplyOutcome.Expired() ->
          report.with(new Outcome.Unreachable("no time was left"), List.of());
    };
  }

  /** What is there and needed by nothing, manifests first: without one, its content is rubbish. */
  private record Found(Kept kept, List<Condemned> unneeded, Map<String, Long> oldest) {
    /** Versions before the oldest of a set's history that are gone on purpose from now on. */
    SortedMap<String, Long> collected(CondemnedList before, List<Condemned> due) {
      SortedMap<String, Long> collected = new TreeMap<>(before.collected());
      for (Condemned each : due) {
        if (each instanceof Condemned.OfManifest(String set, Pointer pointer)
            && pointer.version() < oldest.getOrDefault(set, 0L)) {
          collected.merge(set, pointer.version(), Math::max);
        }
      }
      return collected;
    }
  }

  private Found found(Order order, Instant now, Instant deadline) {
    List<String> there = KeptSets.declared(parts, deadline);
    List<Condemned> unneeded = new ArrayList<>();
    Set<Blob> needed = new HashSet<>();
    Map<String, Long> oldest = new HashMap<>();
    int versions = 0;
    for (String name : there) {
      List<Pointer> all = KeptSets.known(parts.store().manifests(name, deadline));
      KeptVersions kept = new KeptVersions(parts.store(), KeptSets.of(parts, name), deadline);
      kept.find(all, order.keeping(), now);
      versions += kept.manifests().size();
      oldest.put(name, kept.oldest());
      needed.addAll(kept.needed());
      all.stream()
          .filter(pointer -> !kept.manifests().contains(pointer))
          .forEach(pointer -> unneeded.add(new Condemned.OfManifest(name, pointer)));
    }
    Set<String> digests = new HashSet<>();
    needed.forEach(blob -> digests.add(blob.digest().hex()));
    int things = 0;
    long bytes = 0;
    for (Blob blob : KeptSets.known(parts.store().blobs(deadline))) {
      // By digest alone: content that was damaged to another length is still somebody's.
      if (digests.contains(blob.digest().hex())) {
        things++;
        bytes += blob.length();
      } else {
        unneeded.add(new Condemned.OfBlob(blob));
      }
    }
    return new Found(new Kept(versions, new Tally(things, bytes)), unneeded, oldest);
  }

  /** What becomes of what is not needed: it waits, or it is due. */
  private record Draft(SequencedMap<Condemned, Instant> waiting, List<Condemned> due) {
    static Draft of(CondemnedList list, List<Condemned> unneeded, Duration grace, Instant now) {
      SequencedMap<Condemned, Instant> waiting = new LinkedHashMap<>();
      List<Condemned> due = new ArrayList<>();
      Set<Condemned> begun = new HashSet<>(list.deleting());
      for (Condemned each : unneeded) {
        Instant since = list.since().getOrDefault(each, now);
        boolean isDue = begun.contains(each) || !since.plus(grace).isAfter(now);
        if (isDue && due.size() < CondemnedList.MOST) {
          due.add(each);
        } else if (waiting.size() < CondemnedList.MOST) {
          waiting.put(each, since);
        }
      }
      return new Draft(waiting, due);
    }

    Optional<Instant> first() {
      return waiting.values().stream().min(Instant::compareTo);
    }
  }

  /** Sets by what is in the store and what is declared. */
  private static final class KeptSets {
    private KeptSets() {}

    /** A set that is not declared may need anything. */
    static List<String> declared(Parts parts, Instant deadline) {
      List<String> there = known(parts.store().sets(deadline));
      for (String name : there) {
        if (!parts.sets().containsKey(name)) {
          throw new KeptVersions.Untold(
              "the store has a set '%s' that the topology does not declare there: what it needs is not known"
                  .formatted(name),
              true);
        }
      }
      if (there.isEmpty()) {
        throw new KeptVersions.Untold("the store has no set: nothing there is known", true);
      }
      return there;
    }

    static CollectedSet of(Parts parts, String name) {
      Map<String, CollectedSet> sets = parts.sets();
      CollectedSet set = sets.get(name);
      if (set == null) {
        throw new IllegalArgumentException("there is no set " + name);
      }
      return set;
    }

    static <T> T known(Reading<T> reading) {
      return switch (reading) {
        case Reading.Unreadable<T>(String why) -> throw new KeptVersions.Untold(why, false);
        case Reading.Known<T>(T value) -> value;
      };
    }
  }
}
