package io.fairlead.journal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The bounded history: what it keeps, and what it says of a state found on a target. Lines of ended
 * intents name the state the intent aimed at, so that a late write of ours is told from a person's.
 */
public final class History {
  private static final Set<String> ENDS = Set.of("confirmed", "cancelled", "conflict");
  private static final String AIM = " → ";

  private History() {}

  /** The line that an intent's end leaves. */
  public static HistoryEntry ended(Intent intent, IntentEnd end, String why, EndedAt at) {
    return new HistoryEntry(
        at.time(),
        at.epoch(),
        switch (end) {
          case CONFIRMED -> "confirmed";
          case CANCELLED -> "cancelled";
          case CONFLICT -> "conflict";
        },
        intent.target().text(),
        intent.id() + " " + why + AIM + intent.after().text(),
        "fairlead");
  }

  /** When an intent ended, and in which epoch it is written. */
  public record EndedAt(java.time.Instant time, long epoch) {}

  /** Lines added at the end; the oldest go, but never the newest end of a target's intents. */
  public static List<HistoryEntry> append(List<HistoryEntry> lines, List<HistoryEntry> more) {
    if (more.isEmpty()) {
      return lines;
    }
    List<HistoryEntry> all = new ArrayList<>(lines);
    all.addAll(more);
    Set<HistoryEntry> kept = newestEnds(all);
    int surplus = all.size() - RegisterState.HISTORY_LIMIT;
    for (int i = 0; surplus > 0 && i < all.size(); ) {
      if (kept.contains(all.get(i))) {
        i++;
      } else {
        all.remove(i);
        surplus--;
      }
    }
    return all.subList(Math.max(0, surplus), all.size());
  }

  private static Set<HistoryEntry> newestEnds(List<HistoryEntry> lines) {
    Set<String> targets = new HashSet<>();
    Set<HistoryEntry> newest = new HashSet<>();
    for (HistoryEntry line : lines.reversed()) {
      if (ENDS.contains(line.kind()) && targets.add(line.subject())) {
        newest.add(line);
      }
    }
    return newest;
  }

  /** Whether an intent of ours, ended by now, aimed at this state of this target. */
  public static boolean aimedAt(List<HistoryEntry> lines, TargetId target, TargetState found) {
    return lines.stream()
        .filter(line -> ENDS.contains(line.kind()) && line.subject().equals(target.text()))
        .anyMatch(line -> line.text().endsWith(AIM + found.text()));
  }

  /** Whether any intent of ours on this target has ended. */
  public static boolean knows(List<HistoryEntry> lines, TargetId target) {
    return lines.stream()
        .anyMatch(line -> ENDS.contains(line.kind()) && line.subject().equals(target.text()));
  }
}
