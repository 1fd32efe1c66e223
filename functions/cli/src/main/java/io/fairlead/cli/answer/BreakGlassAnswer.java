package io.fairlead.cli.answer;

import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.port.ApplyOutcome;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person does in the flag stores.
 *
 * @param verb evacuate or restore
 * @param steps by flag: what is and what will be
 * @param unreadable flag stores that did not answer, and why
 */
public record BreakGlassAnswer(
    Fleet fleet,
    Instant at,
    String verb,
    SortedMap<RegionGroup, String> steps,
    SortedMap<String, String> unreadable) {
  public BreakGlassAnswer {
    steps = Collections.unmodifiableSortedMap(new TreeMap<>(steps));
    unreadable = Collections.unmodifiableSortedMap(new TreeMap<>(unreadable));
  }

  /** Two of three stores decide: where two are dark, nothing can be carried out. */
  public static boolean tooFew(SortedMap<String, String> unreadable) {
    return unreadable.size() > 1;
  }

  /** For people, before anything is done. */
  public String preview() {
    StringBuilder text = new StringBuilder(verb + " in the flag stores of " + fleet.name() + "\n");
    steps.forEach(
        (flag, step) -> text.append("  flag ").append(flag).append("  ").append(step).append('\n'));
    if (steps.isEmpty()) {
      text.append("  nothing to do: no hold of yours is there\n");
    }
    unreadable.forEach(
        (store, why) ->
            text.append("  store ").append(store).append(" is dark: ").append(why).append('\n'));
    return text.toString();
  }

  /** For programs. */
  public String json(String outcome) {
    ObjectNode node =
        Document.of("evacuation", new Document.About(fleet.name(), at, 0, fleet.digest()));
    node.put("verb", verb).put("outcome", outcome);
    ArrayNode flags = node.putArray("flags");
    steps.forEach(
        (flag, step) ->
            flags
                .addObject()
                .put("region", flag.region())
                .put("group", flag.group())
                .put("step", step));
    ObjectNode dark = node.putObject("unreadable");
    unreadable.forEach(dark::put);
    return Document.text(node);
  }

  /** Why a call did not come about; empty where it did. */
  public static String text(ApplyOutcome outcome) {
    return outcome instanceof ApplyOutcome.Accepted ? "" : outcome.text();
  }
}
