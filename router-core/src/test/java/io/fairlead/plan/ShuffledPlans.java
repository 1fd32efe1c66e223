package io.fairlead.plan;

import io.fairlead.fleet.Fleet;
import io.fairlead.health.Observation;
import io.fairlead.journal.RegisterState;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Prints the plan of one view whose maps were filled in the order that a seed says. */
final class ShuffledPlans {
  private ShuffledPlans() {}

  /** Writes the canonical text of the plan for the seed in the first argument. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.print(of(Long.parseLong(arguments[0])));
  }

  static String of(long seed) {
    Stage stage = Stage.demo().darken("us-east").drain("node/eu-north/gw-1");
    stage.downNodes.add("eu-west/gw-1");
    View view = stage.view();
    Random random = new Random(seed);
    return PlanText.of(Planner.plan(shuffled(view, random), Set.of()));
  }

  private static View shuffled(View view, Random random) {
    Fleet fleet = view.fleet();
    Fleet mixed =
        new Fleet(
            fleet.name(),
            fleet.mode(),
            fleet.digest(),
            mixed(fleet.probes(), random),
            mixed(fleet.regions(), random),
            mixed(fleet.services(), random),
            fleet.safety());
    Current current = view.current();
    return new View(
        mixed,
        view.now(),
        view.epoch(),
        mixed(view.state(), random),
        mixed(view.judgements(), random),
        observations(view.observations(), random),
        new Current(
            mixed(current.holders(), random), mixed(current.zones(), random), current.flags()));
  }

  private static RegisterState mixed(RegisterState state, Random random) {
    return new RegisterState(
        state.format(),
        state.fleet(),
        state.operation(),
        state.writtenAt(),
        state.topology(),
        mixed(state.verdicts(), random),
        state.intents(),
        mixed(state.latches(), random),
        mixed(state.drains(), random),
        state.freeze(),
        state.requests(),
        state.refusals(),
        state.evacuations(),
        mixed(state.flagFloors(), random),
        mixed(state.changedAt(), random),
        state.history());
  }

  private static SortedMap<String, Observation> observations(
      SortedMap<String, Observation> observations, Random random) {
    SortedMap<String, Observation> mixed = new TreeMap<>();
    for (var entry : order(observations, random)) {
      Observation one = entry.getValue();
      mixed.put(
          entry.getKey(),
          new Observation(
              one.observer(),
              one.slot(),
              one.runId(),
              one.sequence(),
              one.at(),
              one.topologyDigest(),
              one.registerEpoch(),
              one.blind(),
              one.blindReason(),
              mixed(one.targets(), random)));
    }
    return mixed;
  }

  private static <K extends Comparable<? super K>, V> SortedMap<K, V> mixed(
      SortedMap<K, V> map, Random random) {
    SortedMap<K, V> mixed = new TreeMap<>();
    order(map, random).forEach(entry -> mixed.put(entry.getKey(), entry.getValue()));
    return mixed;
  }

  private static <K, V> List<Map.Entry<K, V>> order(SortedMap<K, V> map, Random random) {
    List<Map.Entry<K, V>> entries = new ArrayList<>(map.entrySet());
    Collections.shuffle(entries, random);
    return entries;
  }
}
