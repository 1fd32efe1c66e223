package io.fairlead.plan;

import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.Region;
import io.fairlead.fleet.Service;
import io.fairlead.health.Observation;
import io.fairlead.journal.RegisterState;
import io.fairlead.port.EvacuationFlags.Flags;
import io.fairlead.port.Reading;
import io.fairlead.traffic.RecordSets;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Prints plans of views in which everything whose order has no meaning comes in an order that a
 * seed says: maps, each sorted in a way of its own, down to those of regions and services; open
 * intents; requests; flags; votes; and what a region is probed by. History, and nodes and regions
 * of preference, have an order that means something.
 */
final class ShuffledPlans {
  /** Stages planned for. */
  static final int STAGES = 24;

  private final Random random;

  private ShuffledPlans(long seed) {
    this.random = new Random(seed);
  }

  /** Writes the plans of all stages, shuffled by the seed in the first argument. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (int stage = 0; stage < STAGES; stage++) {
      out.print(of(stage, Long.parseLong(arguments[0])));
    }
  }

  /** The plan of a stage as it is. */
  static String of(long stage) {
    return text(stage, RandomStages.view(stage));
  }

  /** The plan of a stage that a seed shuffled. */
  static String of(long stage, long seed) {
    return text(stage, new ShuffledPlans(seed).mixed(RandomStages.view(stage)));
  }

  private static String text(long stage, View view) {
    Plan plan = Planner.plan(view, Set.of());
    return "stage " + stage + " plan " + plan.id() + "\n" + PlanText.of(plan);
  }

  private View mixed(View view) {
    Current current = view.current();
    return new View(
        mixed(view.fleet()),
        view.now(),
        view.epoch(),
        mixed(view.state()),
        mixed(view.judgements()),
        mixed(view.observations(), this::mixed),
        new Current(
            mixed(current.holders()), mixed(current.zones(), this::mixed), mixed(current.flags())),
        mixed(view.lag()));
  }

  private Fleet mixed(Fleet fleet) {
    return new Fleet(
        fleet.name(),
        fleet.mode(),
        fleet.digest(),
        mixed(fleet.probes()),
        mixed(fleet.regions(), this::mixed),
        mixed(fleet.services(), this::mixed),
        fleet.safety());
  }

  private Region mixed(Region region) {
    return new Region(
        region.name(),
        region.cloud(),
        region.location(),
        region.jurisdiction(),
        region.witness(),
        region.observer(),
        mixed(region.probes()),
        mixed(region.nodes()),
        mixed(region.floatingAddresses()));
  }

  private Service mixed(Service service) {
    return new Service(
        service.name(),
        service.port(),
        service.routing(),
        service.failover(),
        service.failback(),
        service.failoverGroup(),
        mixed(service.partitions(), this::mixed),
        mixed(service.deployments()),
        service.holdDownIntervals());
  }

  private Partition mixed(Partition partition) {
    return new Partition(
        partition.id(),
        partition.dnsName(),
        partition.zone(),
        partition.ttl(),
        partition.demand(),
        partition.residency(),
        mixed(partition.shares()),
        partition.order(),
        partition.overflow());
  }

  private RegisterState mixed(RegisterState state) {
    return new RegisterState(
        state.format(),
        state.fleet(),
        state.operation(),
        state.writtenAt(),
        state.topology(),
        mixed(state.verdicts()),
        mixed(state.intents()),
        mixed(state.latches()),
        mixed(state.drains()),
        state.freeze(),
        mixed(state.requests()),
        mixed(state.refusals()),
        state.evacuations(),
        mixed(state.flagFloors()),
        mixed(state.changedAt()),
        state.history());
  }

  private Observation mixed(Observation one) {
    return new Observation(
        one.observer(),
        one.slot(),
        one.runId(),
        one.sequence(),
        one.at(),
        one.topologyDigest(),
        one.registerEpoch(),
        one.blind(),
        one.blindReason(),
        mixed(one.targets()));
  }

  private Reading<RecordSets> mixed(Reading<RecordSets> reading) {
    return switch (reading) {
      case Reading.Known<RecordSets>(RecordSets sets) ->
          new Reading.Known<>(new RecordSets(sets.zone(), sets.epoch(), mixed(sets.records())));
      case Reading.Unreadable<RecordSets> dark -> dark;
    };
  }

  private Flags mixed(Flags flags) {
    return new Flags(mixed(flags.stores(), this::mixed), mixed(flags.unreadable()), flags.freeze());
  }

  private <T> List<T> mixed(List<T> list) {
    List<T> mixed = new ArrayList<>(list);
    Collections.shuffle(mixed, random);
    return mixed;
  }

  private <K extends Comparable<? super K>, V> SortedMap<K, V> mixed(SortedMap<K, V> map) {
    return mixed(map, UnaryOperator.identity());
  }

  /** A map with the same entries that is walked in another order. */
  private <K extends Comparable<? super K>, V> SortedMap<K, V> mixed(
      SortedMap<K, V> map, UnaryOperator<V> value) {
    List<K> order = mixed(List.copyOf(map.keySet()));
    SortedMap<K, V> mixed = new TreeMap<>(Comparator.comparingInt(order::indexOf));
    for (Map.Entry<K, V> entry : map.entrySet()) {
      mixed.put(entry.getKey(), value.apply(entry.getValue()));
    }
    return mixed;
  }
}
