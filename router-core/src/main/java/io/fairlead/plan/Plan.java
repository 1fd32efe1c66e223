package io.fairlead.plan;

import io.fairlead.fleet.Copies;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * Desired against current.
 *
 * @param id digest of everything below: equal plans have equal ids
 * @param actions in the order they are applied: addresses, flags up, weights, flags down
 * @param notes what was considered and why nothing came of it, for people
 * @param unreadable targets left alone because they could not be read
 * @param load percent of tested capacity each region would carry at peak demand, by deployment
 * @param overflow demand in requests a second that fits nowhere, by partition
 */
public record Plan(
    String id,
    Instant observedAt,
    long epoch,
    List<Action> actions,
    List<String> notes,
    List<String> unreadable,
    SortedMap<String, Integer> load,
    SortedMap<String, Integer> overflow) {
  /** The end of the note on an address that should leave its node and cannot. */
  public static final String NOWHERE_TO_GO = ": no other node is Up for every service on it";

  public Plan {
    actions = List.copyOf(actions);
    notes = List.copyOf(notes);
    unreadable = List.copyOf(unreadable);
    load = Copies.sorted(load);
    overflow = Copies.sorted(overflow);
  }
}
