package io.fairlead.local.relay;

import io.fairlead.local.http.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which node holds which address, and the last steps taken, so that none is taken twice.
 *
 * @param byAddress node by floating address; an address on nothing is absent
 * @param steps the steps taken last of each address, oldest first
 */
record Holders(SortedMap<String, String> byAddress, SortedMap<String, List<String>> steps) {
  /** Steps remembered of each address: far more than an intent's life has room for. */
  static final int STEPS_KEPT = 64;

  static final Holders NONE = new Holders(new TreeMap<>(), new TreeMap<>());

  Holders {
    byAddress = Collections.unmodifiableSortedMap(new TreeMap<>(byAddress));
    steps = Collections.unmodifiableSortedMap(new TreeMap<>(steps));
  }

  boolean taken(String address, String step) {
    return steps.getOrDefault(address, List.of()).contains(step);
  }

  Holders with(String address, @Nullable String node, String step) {
    SortedMap<String, String> nodes = new TreeMap<>(byAddress);
    if (node == null) {
      nodes.remove(address);
    } else {
      nodes.put(address, node);
    }
    List<String> taken = new ArrayList<>(steps.getOrDefault(address, List.of()));
    taken.add(step);
    SortedMap<String, List<String>> all = new TreeMap<>(steps);
    all.put(address, taken.subList(Math.max(0, taken.size() - STEPS_KEPT), taken.size()));
    return new Holders(nodes, all);
  }

  byte[] bytes() {
    ObjectNode node = Json.object();
    ObjectNode holders = node.putObject("holders");
    byAddress.forEach(holders::put);
    ObjectNode taken = node.putObject("steps");
    steps.forEach(
        (address, list) -> {
          ArrayNode array = taken.putArray(address);
          list.forEach(array::add);
        });
    return Json.bytes(node);
  }

  static Holders parse(byte[] bytes) {
    JsonNode node = Json.parse(bytes);
    SortedMap<String, String> nodes = new TreeMap<>();
    for (Map.Entry<String, JsonNode> each : node.path("holders").properties()) {
      nodes.put(each.getKey(), each.getValue().stringValue());
    }
    SortedMap<String, List<String>> steps = new TreeMap<>();
    for (Map.Entry<String, JsonNode> each : node.path("steps").properties()) {
      List<String> list = new ArrayList<>();
      each.getValue().forEach(step -> list.add(step.stringValue()));
      steps.put(each.getKey(), List.copyOf(list));
    }
    return new Holders(nodes, steps);
  }
}
