package io.fairlead.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.FailbackMode;
import io.fairlead.fleet.FailoverPolicy;
import io.fairlead.fleet.Partition;
import io.fairlead.health.Subject;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.WantedRecords;
import io.fairlead.traffic.WeightedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Random fleets under random trouble: what must hold after every tick, whatever happens. */
class SharesPropertyTest {
  private static final int TICKS = 25;
  private static final List<String> PLACES = List.of("EU", "US", "ASIA");

  @RepeatedTest(15)
  void shares_add_up_and_stay_where_they_may(RepetitionInfo info) {
    long seed = info.getCurrentRepetition();
    Random random = new Random(seed);
    Stage stage = Stage.settled(fleet(random));
    for (int tick = 0; tick < TICKS; tick++) {
      trouble(stage, random);
      Map<RecordKey, Integer> before = weights(stage);
      stage.pass(Duration.ofMillis(random.nextInt(200, 4000)));
      View view = stage.view();
      Decision decision = stage.tick();
      String where = "seed " + seed + " tick " + tick;
      wholeShares(stage, where);
      permitted(stage, where);
      neverAllZero(stage, where);
      downGainsNothing(stage, view, before, where);
      cappedUnlessWarned(stage, decision, where);
    }
  }

  private static Blueprint fleet(Random random) {
    Blueprint made = new Blueprint();
    int regions = random.nextInt(3, 6);
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= regions; i++) {
      names.add("r" + i);
      made.region("r" + i, i, PLACES.get(i % PLACES.size()));
    }
    List<Partition> partitions = new ArrayList<>();
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      List<String> residency =
          random.nextBoolean() ? List.of() : List.of(PLACES.get(random.nextInt(PLACES.size())));
      List<String> may =
          names.stream()
              .filter(name -> residency.isEmpty() || residency.contains(place(name)))
              .toList();
      if (!may.isEmpty()) {
        String overflow = random.nextInt(3) == 0 ? "127.10.99.9" : null;
        partitions.add(
            Blueprint.partition(
                "orders",
                "p" + i,
                random.nextInt(1, 600),
                residency,
                homes(may, random),
                overflow));
      }
    }
    if (partitions.isEmpty()) {
      partitions.add(
          Blueprint.partition("orders", "p0", 100, List.of(), homes(names, random), null));
    }
    Map<String, Integer> capacity = new HashMap<>();
    names.forEach(name -> capacity.put(name, random.nextInt(100, 1500)));
    FailbackMode failback = random.nextBoolean() ? FailbackMode.RAMP : FailbackMode.MANUAL;
    return made.service(
        "orders", FailoverPolicy.AUTOMATIC, failback, "default", partitions, capacity);
  }

  private static String place(String region) {
    return PLACES.get(Integer.parseInt(region.substring(1)) % PLACES.size());
  }

  private static TreeMap<String, Integer> homes(List<String> regions, Random random) {
    List<String> order = new ArrayList<>(regions);
    Collections.shuffle(order, random);
    TreeMap<String, Integer> homes = new TreeMap<>();
    int left = 100;
    for (int i = 0; i < order.size() && left > 0; i++) {
      int share = i == order.size() - 1 ? left : random.nextInt(left + 1);
      homes.put(order.get(i), share);
      left -= share;
    }
    return homes;
  }

  private static void trouble(Stage stage, Random random) {
    List<String> regions = List.copyOf(stage.fleet.regions().keySet());
    String region = regions.get(random.nextInt(regions.size()));
    switch (random.nextInt(9)) {
      case 0 -> stage.darken(region);
      case 1 -> stage.downServices.add(region + "/orders");
      case 2 -> stage.downNodes.add(region + "/gw-" + random.nextInt(1, 3));
      case 3 -> stage.drain("region/" + region);
      case 4 -> stage.undrain("region/" + region);
      case 5 ->
          stage.request(
              random.nextBoolean() ? "failover" : "failback", "region/" + region, null, false);
      case 6 -> stage.unreadable.add("zone/orders.demo.test");
      case 7 -> stage.holders.put(stage.holders.firstKey(), new HeldBy(null));
      default -> stage.heal().freeze(null);
    }
  }

  private static void wholeShares(Stage stage, String where) {
    Planning planning = Planning.of(stage.view(), java.util.Set.of());
    planning
        .shares()
        .wanted()
        .forEach(
            (partition, shares) ->
                assertThat(shares.values().stream().mapToInt(Integer::intValue).sum())
                    .as("%s: %s %s", where, partition, shares)
                    .isEqualTo(100));
    Map<String, Integer> sums = new HashMap<>();
    weights(stage).forEach((key, weight) -> sums.merge(key.name(), weight, Integer::sum));
    sums.forEach((name, sum) -> assertThat(sum).as("%s: %s", where, name).isEqualTo(255));
  }

  private static void permitted(Stage stage, String where) {
    stage
        .fleet
        .partitions()
        .forEach(
            partition ->
                assertThat(stage.fleet.regionsOf(partition))
                    .as("%s: %s", where, partition.id())
                    .containsAll(regions(stage, partition)));
  }

  private static List<String> regions(Stage stage, Partition partition) {
    return stage.weights(WantedRecords.name(partition)).keySet().stream()
        .filter(set -> !set.equals(WantedRecords.OVERFLOW))
        .toList();
  }

  private static void neverAllZero(Stage stage, String where) {
    stage
        .fleet
        .partitions()
        .forEach(
            partition ->
                assertThat(stage.weights(WantedRecords.name(partition)).values())
                    .as("%s: %s", where, partition.id())
                    .anyMatch(weight -> weight > 0));
  }

  private static void downGainsNothing(
      Stage stage, View view, Map<RecordKey, Integer> before, String where) {
    weights(stage)
        .forEach(
            (key, weight) -> {
              Subject subject = new Subject.OfDeployment("orders", key.setIdentifier());
              var held = view.state().verdicts().get(subject);
              if (held != null && held.verdict() == io.fairlead.health.Verdict.DOWN) {
                assertThat(weight)
                    .as("%s: %s is Down", where, key)
                    .isLessThanOrEqualTo(before.getOrDefault(key, 255));
              }
            });
  }

  private static void cappedUnlessWarned(Stage stage, Decision decision, String where) {
    for (Action action : decision.guard().approved()) {
      if (action.change() instanceof Change.Weights change) {
        Gains.of(stage.fleet, change)
            .keySet()
            .forEach(
                gains -> {
                  int load = decision.plan().load().getOrDefault(gains.text(), 0);
                  boolean said =
                      decision.guard().results().stream()
                          .anyMatch(r -> r.found().equals(gains.text() + " at " + load + " %"));
                  assertThat(load <= 80 || said).as("%s: %s", where, gains).isTrue();
                });
      }
    }
  }

  private static Map<RecordKey, Integer> weights(Stage stage) {
    Map<RecordKey, Integer> weights = new HashMap<>();
    for (RecordSets zone : stage.zones.values()) {
      for (WeightedRecord record : zone.records().values()) {
        weights.put(record.key(), record.weight());
      }
    }
    return weights;
  }
}
