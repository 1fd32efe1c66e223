package io.fairlead.benchmarks.dark;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.health.Confirmation;
import io.fairlead.health.Observation;
import io.fairlead.health.Outcome;
import io.fairlead.health.ProbeResult;
import io.fairlead.health.ProbeTarget;
import io.fairlead.health.Subject;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.Step;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.AddressMover;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.EvacuationFlags;
import io.fairlead.port.Observations;
import io.fairlead.port.Order;
import io.fairlead.port.ProbeOrder;
import io.fairlead.port.Prober;
import io.fairlead.port.Reading;
import io.fairlead.port.Register;
import io.fairlead.port.TrafficDirector;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.WeightedRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Stores and targets of a fleet in memory, of which one region goes dark at an instant. */
final class Memory implements Prober {
  private static final Duration ANSWER = Duration.ofMillis(20);

  /** The quorum register goes on as soon as a majority of its cells has answered each of these. */
  private static final int LOOK_PREPARE_ACCEPT = 3;

  /** Reads of a location's addresses count when two in a row agree. */
  private static final int AGREEING_READS = 2;

  private final CallTime time = new CallTime();
  private final Fleet fleet;
  private final String victim;
  private final Instant outage;
  private final SortedMap<String, Observation> pending = new TreeMap<>();
  private final SortedMap<String, Observation> entries = new TreeMap<>();
  private final SortedMap<RegionGroup, EvacuationFlags.Copy> flags = new TreeMap<>();
  private final SortedMap<String, RecordSets> zones = new TreeMap<>();
  private Instant now = Instant.MIN;
  private Duration slowest = Duration.ZERO;
  private Duration raisedAfter = Duration.ZERO;
  private long epoch;
  private @Nullable RegisterState state;

  Memory(Fleet fleet, String victim, Instant outage) {
    this.fleet = fleet;
    this.victim = victim;
    this.outage = outage;
  }

  void now(Instant at) {
    now = at;
  }

  boolean dark(String region) {
    return region.equals(victim) && !now.isBefore(outage);
  }

  boolean raised(RegionGroup flag) {
    return flags.containsKey(flag);
  }

  /** What the calls of a run take. */
  CallTime time() {
    return time;
  }

  /** From the start of the run that raised a flag until two stores held it. */
  Duration raisedAfter() {
    return raisedAfter;
  }

  /** How long the slowest probe of the last round took. */
  Duration slowest() {
    return slowest;
  }

  /** An observer's round is over: its entry can be read. */
  void publish(String region) {
    Observation entry = pending.remove(region);
    if (entry != null) {
      entries.put(region, entry);
    }
  }

  @Override
  public List<ProbeResult> probe(List<ProbeOrder> orders, Instant deadline) {
    slowest = ANSWER;
    List<ProbeResult> results = new ArrayList<>();
    for (ProbeOrder order : orders) {
      results.add(dark(regionOf(order.target())) ? silent(order) : passed(order));
    }
    return results;
  }

  private ProbeResult passed(ProbeOrder order) {
    return new ProbeResult(order.target(), Outcome.PASSED, false, 1, 0, now, ANSWER, "");
  }

  /** Attempts without an answer: the second one after the patience, the rest overlapping. */
  private ProbeResult silent(ProbeOrder order) {
    Confirmation confirmation = order.confirmation();
    int attempts = Math.max(1, confirmation.attempts());
    Duration began =
        attempts == 1
            ? Duration.ZERO
            : confirmation.patience().plus(confirmation.spacing().multipliedBy(attempts - 2L));
    Duration took = began.plus(order.timeout());
    slowest = took.compareTo(slowest) > 0 ? took : slowest;
    return new ProbeResult(
        order.target(), Outcome.TIMED_OUT, false, attempts, attempts, now, took, "");
  }

  private static String regionOf(ProbeTarget target) {
    return switch (target.subject()) {
      case Subject.OfNode node -> node.region();
      case Subject.OfDeployment deployment -> deployment.region();
      case Subject.OfRegion region -> region.region();
    };
  }

  /** An observer's own entry, which is kept back until {@link #publish}. */
  Observations own(String region) {
    return new Observations() {
      @Override
      public Published publish(Observation mine, Instant deadline) {
        pending.put(region, mine);
        return Published.WRITTEN;
      }

      @Override
      public Entries latest(Instant deadline) {
        SortedMap<String, Observation> own = new TreeMap<>(entries);
        own.keySet().retainAll(List.of(region));
        return new Entries(own, new TreeMap<>());
      }
    };
  }

  /** Every entry that can be read. */
  Observations all() {
    return new Observations() {
      @Override
      public Published publish(Observation mine, Instant deadline) {
        return Published.UNKNOWN;
      }

      @Override
      public Entries latest(Instant deadline) {
        time.everywhere(dark(victim), 1);
        SortedMap<String, Observation> found = new TreeMap<>(entries);
        SortedMap<String, String> unreadable = new TreeMap<>();
        if (dark(victim)) {
          found.remove(victim);
          unreadable.put(victim, "dark");
        }
        return new Entries(found, unreadable);
      }
    };
  }

  Register register() {
    return new Register() {
      @Override
      public Read read(Instant deadline) {
        time.answered(1);
        return state == null ? new Read.Empty() : new Read.State(epoch, state);
      }

      @Override
      public Cas cas(long expected, RegisterState next, Instant deadline) {
        time.answered(LOOK_PREPARE_ACCEPT);
        if (expected != epoch) {
          return new Cas.Conflict();
        }
        state = next;
        return new Cas.Ok(++epoch);
      }
    };
  }

  AddressMover addresses() {
    return new AddressMover() {
      @Override
      public SortedMap<AddressId, Reading<HeldBy>> holders(
          SortedSet<AddressId> asked, Instant deadline) {
        time.everywhere(dark(victim), AGREEING_READS);
        SortedMap<AddressId, Reading<HeldBy>> found = new TreeMap<>();
        for (AddressId id : asked) {
          found.put(
              id,
              dark(id.region())
                  ? new Reading.Unreadable<>("dark")
                  : new Reading.Known<>(new HeldBy("gw-1")));
        }
        return found;
      }

      @Override
      public List<ApplyOutcome> move(List<Order> orders, Instant deadline) {
        return orders.stream().map(_ -> (ApplyOutcome) new ApplyOutcome.Unknown("dark")).toList();
      }
    };
  }

  EvacuationFlags flags() {
    return new EvacuationFlags() {
      @Override
      public Flags read(Instant deadline) {
        time.everywhere(dark(victim), 1);
        SortedMap<String, List<Copy>> stores = new TreeMap<>();
        SortedMap<String, String> unreadable = new TreeMap<>();
        for (String region : fleet.regions().keySet()) {
          if (dark(region)) {
            unreadable.put(region, "dark");
          } else {
            stores.put(region, List.copyOf(flags.values()));
          }
        }
        return new Flags(stores, unreadable, false);
      }

      @Override
      public List<ApplyOutcome> apply(List<Order> orders, Instant deadline) {
        // What is waited for until the third store has answered too comes after this.
        time.answered(1);
        raisedAfter = time.taken();
        return orders.stream().map(order -> applied(order.step())).toList();
      }
    };
  }

  private ApplyOutcome applied(Step step) {
    return switch (step) {
      case Step.RaiseFlag(RegionGroup flag, long raisedAt) -> {
        flags.put(flag, new EvacuationFlags.Copy(flag, raisedAt, "fairlead", "e" + raisedAt));
        yield new ApplyOutcome.Accepted();
      }
      case Step.LowerFlag(RegionGroup flag, long _) -> {
        flags.remove(flag);
        yield new ApplyOutcome.Accepted();
      }
      case Step.MoveAddress _, Step.ChangeRecords _ ->
          new ApplyOutcome.Refused("not a flag", false);
    };
  }

  TrafficDirector director() {
    return new TrafficDirector() {
      @Override
      public SortedMap<String, Reading<RecordSets>> zones(
          SortedSet<String> asked, Instant deadline) {
        time.answered(1);
        SortedMap<String, Reading<RecordSets>> found = new TreeMap<>();
        asked.forEach(zone -> found.put(zone, new Reading.Known<>(zone(zone))));
        return found;
      }

      @Override
      public List<ApplyOutcome> change(List<Order> orders, Instant deadline) {
        return orders.stream().map(Memory.this::changed).toList();
      }

      @Override
      public void level(Instant deadline) {
        // One server: there is none that could be behind.
      }
    };
  }

  private RecordSets zone(String zone) {
    return zones.getOrDefault(zone, new RecordSets(zone, 0, new TreeMap<>()));
  }

  private ApplyOutcome changed(Order order) {
    if (!(order.step() instanceof Step.ChangeRecords change)) {
      return new ApplyOutcome.Refused("not a change of records", false);
    }
    RecordSets before = zone(change.batch().zone());
    SortedMap<RecordKey, WeightedRecord> records = new TreeMap<>(before.records());
    change
        .batch()
        .changes()
        .forEach(
            each -> {
              WeightedRecord after = each.after();
              if (after == null) {
                records.remove(each.key());
              } else {
                records.put(each.key(), after);
              }
            });
    zones.put(before.zone(), new RecordSets(before.zone(), change.batch().toEpoch(), records));
    return new ApplyOutcome.Accepted();
  }
}
