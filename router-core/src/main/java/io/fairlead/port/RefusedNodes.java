package io.fairlead.port;

import io.fairlead.fleet.AddressId;
import io.fairlead.journal.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Nodes that targets refused for good to move an address to. They are kept for a while, so that
 * other nodes are tried meanwhile, and then the same one again: a person may have mended it.
 */
public final class RefusedNodes {
  /** How long a node is passed over after a refusal. */
  public static final Duration KEPT = Duration.ofMinutes(1);

  private final SortedMap<AddressId, SortedMap<String, Refused>> nodes = new TreeMap<>();

  private record Refused(String why, Instant at) {}

  /** Keeps what orders were refused for good, and forgets nodes that took one. */
  public synchronized void note(List<Order> orders, List<ApplyOutcome> outcomes, Instant now) {
    for (int i = 0; i < orders.size(); i++) {
      if (orders.get(i).last() instanceof Step.MoveAddress(AddressId id, _, String node)
          && node != null) {
        SortedMap<String, Refused> its = nodes.computeIfAbsent(id, _ -> new TreeMap<>());
        switch (outcomes.get(i)) {
          case ApplyOutcome.Refused(String why, boolean again) when !again ->
              its.put(node, new Refused(why, now));
          case ApplyOutcome.Accepted _ -> its.remove(node);
          case ApplyOutcome.Refused _,
              ApplyOutcome.Conflict _,
              ApplyOutcome.Expired _,
              ApplyOutcome.Unknown _ -> {}
        }
      }
    }
  }

  /** Why nodes are to be passed over now, by address. */
  public synchronized SortedMap<AddressId, SortedMap<String, String>> of(
      SortedSet<AddressId> addresses, Instant now) {
    SortedMap<AddressId, SortedMap<String, String>> found = new TreeMap<>();
    for (AddressId id : addresses) {
      SortedMap<String, String> why = new TreeMap<>();
      nodes
          .getOrDefault(id, Collections.emptySortedMap())
          .forEach(
              (node, refused) -> {
                if (now.isBefore(refused.at().plus(KEPT))) {
                  why.put(node, refused.why());
                }
              });
      if (!why.isEmpty()) {
        found.put(id, why);
      }
    }
    return found;
  }
}
