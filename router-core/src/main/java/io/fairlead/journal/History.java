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
  private static final String CONFIRMED = "confirmed";
  private static final Set<String> ENDS = Set.of(CONFIRMED, "cancelled", "conflict");
  private static final String AIM = " → ";

  private History() {}

  /** The line that an intent's end leaves. */
  public static HistoryEntry ended(Intent intent, IntentEnd end, String why, EndedAt at) {
    return new HistoryEntry(
        at.time(),
        at.epoch(),
        switch (end) {
          case CONFIRMED -> CONFIRMED;
          case CANCELLED -> "cancelled";
          case CONFLICT -> "conflict";
        },
        intent.target().text(),
        intent.id() + " " + why + AIM + intent.after().text(),
        "fairlead");
  }

  /** When an intent ended, and in which epoch it is written. */
  public record EndedAt(java.time.Instant time, long epoch) {}

  /**
   * The oldest lines, which are too many and should be archived; empty where there are few enough.
   * The newest end of each target's intents is never among them.
   */
  public static List<HistoryEntry> surplus(List<HistoryEntry> lines) {
    if (lines.size() <= RegisterState.HISTORY_ARCHIVED) {
      return List.of();
    }
    Set<HistoryEntry> kept = newestEnds(lines);
    return lines.subList(0, lines.size() - RegisterState.HISTORY_KEPT).stream()
        .filter(line -> !kept.contains(line))
        .toList();
  }

  /**
   * Lines added at the end. Beyond the limit the oldest go, but never the newest end of a target's
   * intents, nor the newest confirmed one, and never so many that what an archive would have taken
   * in time is lost. What goes so is lost: one line at the end, of kind {@link LostLines#KIND},
   * counts how many went.
   */
  public static List<HistoryEntry> append(List<HistoryEntry> lines, List<HistoryEntry> more) {
    if (more.isEmpty()) {
      return lines;
    }
    List<HistoryEntry> all = new ArrayList<>(lines);
    all.addAll(more);
    int limit = Math.max(RegisterState.HISTORY_LIMIT, RegisterState.HISTORY_ARCHIVED + more.size());
    if (all.size() <= limit) {
      return all;
    }
    LostLines before = LostLines.takenFrom(all);
    Set<HistoryEntry> kept = newestEnds(all);
    int surplus = all.size() + 1 - limit;
    LostLines lost = before.and(surplus, more.getLast());
    for (int i = 0; surplus > 0 && i < all.size(); ) {
      if (kept.contains(all.get(i))) {
        i++;
      } else {
        all.remove(i);
        surplus--;
      }
    }
    List<HistoryEntry> left = new ArrayList<>(all.subList(Math.max(0, surplus), all.size()));
    left.add(lost.line(more.getLast()));
    return left;
  }

  private static Set<HistoryEntry> newestEnds(List<HistoryEntry> lines) {
    Set<String> targets = new HashSet<>();
    Set<String> confirmed = new HashSet<>();
    Set<HistoryEntry> newest = new HashSet<>();
    for (HistoryEntry line : lines.reversed()) {
      boolean last = ENDS.contains(line.kind()) && targets.add(line.subject());
      boolean lastConfirmed = line.kind().equals(CONFIRMED) && confirmed.add(line.subject());
      if (last || lastConfirmed) {
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

  /**
   * Whether we know in which states the target may be: an intent of ours on it was confirmed. One
   * that was cancelled says what we aimed at, and not where the target stood before.
   */
  public static boolean knows(List<HistoryEntry> lines, TargetId target) {
    return lines.stream()
        .anyMatch(line -> line.kind().equals(CONFIRMED) && line.subject().equals(target.text()));
  }
}
