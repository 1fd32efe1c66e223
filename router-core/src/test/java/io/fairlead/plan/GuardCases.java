package io.fairlead.plan;

import io.fairlead.fleet.PartitionId;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Plans, changes and records that guard tests are made of. */
final class GuardCases {
  static final String ORDERS = "zone/orders.demo.test";

  private GuardCases() {}

  static RuleResult refusal(GuardDecision decision, GuardRule rule) {
    return decision.results().stream()
        .filter(result -> result.result() == RuleResult.Result.REFUSED)
        .filter(result -> result.rule().equals(rule.name()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(rule.name() + " not in " + decision.results()));
  }

  static GuardDecision check(Stage stage, Change change, PlanReason reason) {
    return Guard.check(stage.view(), plan(stage, List.of(action(change, reason)), Map.of()));
  }

  static Action action(Change change, PlanReason reason) {
    return new Action(change instanceof Change.Move ? 1 : 2, change, List.of(reason), List.of());
  }

  static Plan plan(Stage stage, List<Action> actions, Map<String, Integer> load) {
    return PlanIds.identified(
        new Plan(
            "",
            stage.now,
            stage.epoch,
            actions,
            List.of(),
            List.of(),
            new TreeMap<>(load),
            new TreeMap<>()));
  }

  static Change.Weights weights(Stage stage, RecordChange... changes) {
    SortedMap<PartitionId, SortedMap<String, Integer>> shares = new TreeMap<>();
    shares.put(new PartitionId("orders", "eu"), new TreeMap<>());
    shares.put(new PartitionId("orders", "us"), new TreeMap<>());
    return new Change.Weights("orders.demo.test", zone(stage).epoch(), List.of(changes), shares);
  }

  static RecordSets zone(Stage stage) {
    return Objects.requireNonNull(stage.zones.get("orders.demo.test"));
  }

  static RecordChange change(Stage stage, String name, String region, int weight) {
    WeightedRecord before =
        Objects.requireNonNull(
            zone(stage).records().get(new RecordKey(name, RecordType.A, region)));
    return new RecordChange(before, before.withWeight(weight));
  }

  static WeightedRecord record(String name, String region, @Nullable String check) {
    return new WeightedRecord(
        new RecordKey(name, RecordType.A, region),
        Duration.ofSeconds(5),
        100,
        List.of("127.10.3.100"),
        check);
  }
}
