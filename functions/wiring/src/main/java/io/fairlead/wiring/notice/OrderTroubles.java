package io.fairlead.wiring.notice;

import io.fairlead.cycle.AppliedStep;
import io.fairlead.cycle.SteerReport;
import io.fairlead.port.Notifier.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Orders that targets did not take, as one process saw them. A target's trouble lasts until it
 * takes an order, or was not sent one for ten minutes: a plan that is refused is made again by
 * every tick, and is told once.
 */
public final class OrderTroubles {
  private static final Duration LASTING = Duration.ofMinutes(10);

  private final SortedMap<String, Seen> seen = new TreeMap<>();

  private record Seen(AppliedStep.Trouble trouble, Instant at) {}

  /** Takes note of a tick's orders; those whose target had no such trouble before. */
  public synchronized List<AppliedStep> note(SteerReport report) {
    Instant old = report.at().minus(LASTING);
    seen.values().removeIf(each -> each.at().isBefore(old));
    List<AppliedStep> fresh = new ArrayList<>();
    for (AppliedStep step : report.applied()) {
      String target = step.target().text();
      Optional<AppliedStep.Trouble> trouble = step.trouble();
      if (trouble.isEmpty()) {
        seen.remove(target);
        continue;
      }
      Seen before = seen.put(target, new Seen(trouble.get(), report.at()));
      // By kind: some services put an id of the request into every sentence.
      if (before == null || before.trouble().kind() != trouble.get().kind()) {
        fresh.add(step);
      }
    }
    return fresh;
  }

  /** What a person has to see to: a sentence by {@code order/} and the target. */
  public synchronized SortedMap<String, String> findings() {
    SortedMap<String, String> findings = new TreeMap<>();
    seen.forEach(
        (target, each) -> {
          if (each.trouble().kind() == AppliedStep.Kind.REFUSED) {
            findings.put("order/" + target, each.trouble().sentence());
          }
        });
    return findings;
  }

  /** Notices of those among these steps that a person has to see to. */
  public static List<Notice> notices(String fleet, List<AppliedStep> steps, Instant at) {
    List<Notice> notices = new ArrayList<>();
    for (AppliedStep step : steps) {
      step.trouble()
          .filter(trouble -> trouble.kind() == AppliedStep.Kind.REFUSED)
          .map(AppliedStep.Trouble::sentence)
          .map(why -> new Notice("refused", fleet, step.target().text(), why, at))
          .ifPresent(notices::add);
    }
    return notices;
  }
}
