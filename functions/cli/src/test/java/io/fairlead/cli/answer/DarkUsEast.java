package io.fairlead.cli.answer;

import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.cycle.CycleOutcome;
import io.fairlead.cycle.SteerReport;
import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.PartitionId;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.health.Judgement;
import io.fairlead.health.Observation;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.health.VerdictEntry;
import io.fairlead.health.Vote;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.Hold;
import io.fairlead.journal.Latch;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.plan.Action;
import io.fairlead.plan.Change;
import io.fairlead.plan.Current;
import io.fairlead.plan.Decision;
import io.fairlead.plan.GuardDecision;
import io.fairlead.plan.Plan;
import io.fairlead.plan.PlanReason;
import io.fairlead.plan.RuleResult;
import io.fairlead.plan.RuleResult.Result;
import io.fairlead.plan.View;
import io.fairlead.port.EvacuationFlags.Copy;
import io.fairlead.port.EvacuationFlags.Flags;
import io.fairlead.port.Observations.Entries;
import io.fairlead.port.Reading;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A fixed moment: us-east has just gone dark, and what is decided about it. */
final class DarkUsEast {
  static final Instant NOW = Instant.parse("2026-03-01T03:12:08Z");
  static final long EPOCH = 418;

  private final Fleet fleet = fleet();
  private final boolean evacuated;

  /** With the evacuation still to come, or carried out. */
  DarkUsEast(boolean evacuated) {
    this.evacuated = evacuated;
  }

  private static Fleet fleet() {
    try (InputStream in =
        Objects.requireNonNull(DarkUsEast.class.getResourceAsStream("/three-regions.yaml"))) {
      return switch (TopologyReader.read(in.readAllBytes(), Path.of("."), _ -> null)) {
        case ReadTopology.Valid(var topology, _) -> topology.fleet();
        case ReadTopology.Invalid(var problems) -> throw new IllegalStateException("" + problems);
      };
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  Snapshot snapshot() {
    return new Snapshot(
        fleet, NOW, EPOCH, state(), new Entries(observations(), new TreeMap<>()), current());
  }

  /** The same, seen where every address is on nothing. */
  Snapshot addressesOnNothing() {
    SortedMap<AddressId, Reading<HeldBy>> holders = new TreeMap<>();
    fleet.addresses().forEach(id -> holders.put(id, new Reading.Known<>(new HeldBy(null))));
    Current now = current();
    return new Snapshot(
        fleet,
        NOW,
        EPOCH,
        state(),
        new Entries(observations(), new TreeMap<>()),
        new Current(holders, now.zones(), now.flags()));
  }

  /** The same, seen where a node could not hold an address. */
  Snapshot withObstacle(AddressId address, String node, String why) {
    SortedMap<AddressId, SortedMap<String, String>> obstacles =
        new TreeMap<>(Map.of(address, new TreeMap<>(Map.of(node, why))));
    Current now = current();
    return new Snapshot(
        fleet,
        NOW,
        EPOCH,
        state(),
        new Entries(observations(), new TreeMap<>()),
        new Current(now.holders(), obstacles, now.zones(), now.flags()));
  }

  View view() {
    return new View(fleet, NOW, EPOCH, state(), judgements(), observations(), current());
  }

  SteerReport report() {
    return new SteerReport(
        new CycleOutcome.LostRace(),
        NOW,
        EPOCH,
        state(),
        view(),
        evacuated ? nothing() : decision(),
        List.of(),
        List.of(),
        List.of());
  }

  private SortedMap<String, Observation> observations() {
    SortedMap<String, Observation> entries = new TreeMap<>();
    Map.of("eu-west", 2000L, "eu-north", 1200L, "us-east", 14_000L)
        .forEach(
            (observer, age) ->
                entries.put(
                    observer,
                    new Observation(
                        observer,
                        1,
                        "run",
                        1,
                        NOW.minusMillis(age),
                        observer.equals("us-east") ? "0123456789" : fleet.digest(),
                        1,
                        false,
                        "",
                        new TreeMap<>())));
    return entries;
  }

  private SortedMap<Subject, Judgement> judgements() {
    SortedMap<Subject, Judgement> all = new TreeMap<>();
    Subject dark = new Subject.OfRegion("us-east");
    all.put(
        dark,
        new Judgement(
            dark,
            Verdict.DOWN,
            List.of(
                new Vote("eu-north", Verdict.DOWN, Duration.ofMillis(1200), "5/5 timed out"),
                new Vote("eu-west", Verdict.DOWN, Duration.ofMillis(2000), "4/4 refused"),
                new Vote("us-east", Verdict.UNKNOWN, Duration.ofSeconds(14), "silent")),
            2,
            false,
            ""));
    return all;
  }

  RegisterState state() {
    SortedMap<Subject, VerdictEntry> verdicts = new TreeMap<>();
    for (Subject subject :
        List.of(
            new Subject.OfDeployment("orders", "eu-west"),
            new Subject.OfDeployment("orders", "eu-north"),
            new Subject.OfDeployment("orders", "us-east"),
            new Subject.OfDeployment("portal", "eu-west"))) {
      Verdict verdict = subject.region().equals("us-east") ? Verdict.DOWN : Verdict.UP;
      verdicts.put(subject, new VerdictEntry(verdict, NOW.minusSeconds(96), "votes", 1000, NOW));
    }
    SortedMap<Subject.OfDeployment, Latch> latches = new TreeMap<>();
    SortedMap<String, Hold> drains = new TreeMap<>();
    if (evacuated) {
      Subject.OfDeployment where = new Subject.OfDeployment("orders", "us-east");
      latches.put(
          where, new Latch(where, NOW.minusSeconds(1), "Down", "fairlead", false, null, 0, NOW));
      drains.put(
          "node/eu-west/gw-1",
          new Hold("node/eu-west/gw-1", "kernel", "anna@desk", NOW.minusSeconds(60), null));
    }
    return state(verdicts, latches, drains, null);
  }

  private RegisterState state(
      SortedMap<Subject, VerdictEntry> verdicts,
      SortedMap<Subject.OfDeployment, Latch> latches,
      SortedMap<String, Hold> drains,
      @Nullable Hold freeze) {
    return new RegisterState(
        RegisterState.FORMAT,
        fleet.name(),
        "op",
        NOW,
        fleet.digest(),
        verdicts,
        List.of(),
        latches,
        drains,
        freeze,
        List.of(),
        List.of(),
        List.of(),
        new TreeMap<>(),
        new TreeMap<>(),
        List.of(
            new HistoryEntry(
                NOW.minusSeconds(1),
                419,
                "intent",
                "flag/us-east/default",
                "evacuation flag, plan 7b1e",
                "fairlead")));
  }

  private Current current() {
    SortedMap<AddressId, Reading<HeldBy>> holders = new TreeMap<>();
    holders.put(new AddressId("eu-west", "front"), new Reading.Known<>(new HeldBy("gw-2")));
    holders.put(new AddressId("eu-north", "front"), new Reading.Known<>(new HeldBy("gw-1")));
    holders.put(new AddressId("us-east", "front"), new Reading.Unreadable<>("no answer"));
    SortedMap<String, Reading<RecordSets>> zones = new TreeMap<>();
    SortedMap<RecordKey, WeightedRecord> records = new TreeMap<>();
    List.of(
            record("eu.orders", "eu-west", 153),
            record("eu.orders", "eu-north", 102),
            record("us.orders", "us-east", evacuated ? 0 : 255),
            record("us.orders", "eu-west", evacuated ? 77 : 0),
            record("us.orders", "eu-north", evacuated ? 178 : 0))
        .forEach(record -> records.put(record.key(), record));
    zones.put(
        "orders.demo.test", new Reading.Known<>(new RecordSets("orders.demo.test", 410, records)));
    zones.put("demo.test", new Reading.Unreadable<>("1 of 3 edges answers"));
    SortedMap<String, List<Copy>> stores = new TreeMap<>();
    List<Copy> copies =
        List.of(new Copy(new RegionGroup("us-east", "default"), 0, "anna@desk", "tag"));
    for (String store : List.of("eu-north", "eu-west")) {
      stores.put(store, evacuated ? copies : List.of());
    }
    return new Current(holders, zones, new Flags(stores, new TreeMap<>(), false));
  }

  private static WeightedRecord record(String name, String region, int weight) {
    int host = region.equals("eu-west") ? 1 : region.equals("eu-north") ? 2 : 3;
    return new WeightedRecord(
        new RecordKey(name + ".demo.test", RecordType.A, region),
        Duration.ofSeconds(5),
        weight,
        List.of("127.10." + host + ".100"),
        region + "/default");
  }

  private static RecordChange change(String region, int from, int to) {
    WeightedRecord before = record("us.orders", region, from);
    return new RecordChange(before, before.withWeight(to));
  }

  Decision decision() {
    Change.Raise raise = new Change.Raise(new RegionGroup("us-east", "default"));
    SortedMap<PartitionId, SortedMap<String, Integer>> shares = new TreeMap<>();
    shares.put(
        new PartitionId("orders", "us"),
        new TreeMap<>(Map.of("eu-north", 70, "eu-west", 30, "us-east", 0)));
    Change.Weights weights =
        new Change.Weights(
            "orders.demo.test",
            410,
            List.of(
                change("us-east", 255, 0), change("eu-west", 0, 77), change("eu-north", 0, 178)),
            shares);
    PlanReason down = new PlanReason.DeploymentsDown("us-east", "orders");
    List<String> votes = List.of("us-east: 2 of 3 votes Down");
    List<Action> actions =
        List.of(
            new Action(2, raise, List.of(down), votes),
            new Action(2, weights, List.of(down), votes));
    Plan plan =
        new Plan(
            "7b1e4c5d",
            NOW,
            EPOCH,
            actions,
            List.of("us-east has no fresh node verdict"),
            List.of("zone/demo.test: 1 of 3 edges answers"),
            new TreeMap<>(Map.of("orders/eu-west", 60, "orders/eu-north", 60)),
            new TreeMap<>());
    return new Decision(
        plan,
        new GuardDecision(
            GuardDecision.Kind.APPROVED,
            List.of(
                new RuleResult("capacity", "fleet", "80 %", "60 %", Result.APPROVED),
                new RuleResult("velocity", "fleet", "1 per 30 s", "1", Result.APPROVED),
                new RuleResult(
                    "quorum-alive", "fleet", "3 observers", "2 observers", Result.WARNED)),
            actions,
            List.of()));
  }

  private static Decision nothing() {
    return new Decision(
        new Plan(
            "00", NOW, EPOCH, List.of(), List.of(), List.of(), new TreeMap<>(), new TreeMap<>()),
        new GuardDecision(GuardDecision.Kind.APPROVED, List.of(), List.of(), List.of()));
  }
}
