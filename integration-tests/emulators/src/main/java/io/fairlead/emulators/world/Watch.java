package io.fairlead.emulators.world;

import io.fairlead.emulators.twin.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells the calls of a course from each other by what they ask for and when: some are made side by
 * side, so that a number would be another call's in the next run. Calls made while nobody acts are
 * the test's own looks.
 */
final class Watch {
  /** A page of history is named by what is in it, ids of a run among that. */
  private static final Pattern ITEM = Pattern.compile("\"id\":\\{\"S\":\"(history(?=/)|[^\"]*)");

  private static final Pattern CHANGES =
      Pattern.compile("^(Put|Update|Delete|Change|Associate|Disassociate|Publish)");

  private final String wanted;
  private final List<String> names = new ArrayList<>();
  private final Set<String> changing = new HashSet<>();
  private final Map<String, Integer> times = new HashMap<>();
  private String phase = "";
  private @Nullable Call struck;

  /**
   * Waits for a call.
   *
   * @param wanted its name; empty = none
   */
  Watch(String wanted) {
    this.wanted = wanted;
  }

  /** What is called in the meantime belongs to a phase. */
  void during(String name, Runnable acting) {
    enter(name);
    acting.run();
    enter("");
  }

  private synchronized void enter(String name) {
    phase = name;
  }

  /** The calls in the order in which they came. */
  synchronized List<String> names() {
    return List.copyOf(names);
  }

  /** Those of them that change something. */
  synchronized List<String> changing() {
    return names.stream().filter(changing::contains).toList();
  }

  synchronized boolean hasStruck() {
    return struck != null;
  }

  /** Whether a call is the one that is waited for. */
  synchronized boolean strikes(Call call) {
    if (phase.isEmpty()) {
      return false;
    }
    String asked =
        String.join(
            " ",
            phase + ":",
            call.region(),
            call.operation(),
            call.path(),
            item(call),
            call.parameter("AllocationId"),
            call.parameter("DryRun"),
            call.parameter("Subject"),
            call.parameter("name"));
    String name = asked.strip() + " #" + times.merge(asked, 1, Integer::sum);
    names.add(name);
    if (changes(call)) {
      changing.add(name);
    }
    if (struck == null && name.equals(wanted)) {
      struck = call;
      return true;
    }
    return false;
  }

  private static boolean changes(Call call) {
    return CHANGES.matcher(call.operation()).find() && call.parameter("DryRun").isEmpty();
  }

  /** The key of the item of a table that is asked for; empty = none. */
  private static String item(Call call) {
    Matcher found = ITEM.matcher(call.service().equals("dynamodb") ? call.body() : "");
    return found.find() ? found.group(1) : "";
  }

  /** Whether a call comes after the one that was waited for. */
  // It is that call itself, not one like it.
  @SuppressWarnings("ReferenceEquality")
  synchronized boolean isAfter(Call call) {
    return !phase.isEmpty() && struck != null && struck != call;
  }
}
