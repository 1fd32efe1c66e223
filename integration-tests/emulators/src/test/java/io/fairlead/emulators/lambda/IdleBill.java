package io.fairlead.emulators.lambda;

import io.fairlead.wiring.cost.IdleCalls;
import io.fairlead.wiring.stack.AwsStacks;
import io.fairlead.wiring.topology.Topology;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The calls of an idle tick by service: those that were counted, and those that are billed. */
public final class IdleBill {
  private IdleBill() {}

  /** What a tick's log line counted. */
  static SortedMap<String, Integer> counted(JsonNode calls) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    calls
        .properties()
        .forEach(
            each -> counts.put(each.getKey().toLowerCase(Locale.ROOT), each.getValue().asInt()));
    return counts;
  }

  /** What {@code fairlead cost} takes for them. */
  static SortedMap<String, Integer> of(Topology topology) {
    return byService(IdleCalls.of(AwsStacks.of(topology)).perTick());
  }

  /** Calls by IAM action, as calls by service. */
  public static SortedMap<String, Integer> byService(SortedMap<String, Integer> byAction) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    byAction.forEach(
        (action, count) ->
            counts.merge(action.substring(0, action.indexOf(':')), count, Integer::sum));
    return counts;
  }
}
