package io.fairlead.cli.answer;

import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.health.Vote;
import io.fairlead.journal.HistoryEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a subject is what it is.
 *
 * @param since when the verdict came to be held; absent = none is held, or the register was not
 *     read
 * @param stays why it does not return by itself now; empty = nothing keeps it
 * @param needed votes that decide
 * @param did the newest lines of history that concern it, oldest first
 * @param held what holds it where it is
 * @param wouldChange what would make it different
 */
public record Explanation(
    Subject subject,
    Verdict verdict,
    @Nullable Instant since,
    String stays,
    List<Vote> votes,
    int needed,
    Counters counters,
    List<HistoryEntry> did,
    List<Held> held,
    List<String> wouldChange) {
  public Explanation {
    votes = List.copyOf(votes);
    did = List.copyOf(did);
    held = List.copyOf(held);
    wouldChange = List.copyOf(wouldChange);
  }

  /**
   * The numbers behind a verdict.
   *
   * @param confirmed targets of it that are Down by an observer's own view
   * @param passes fewest consecutive passes of any of its targets
   * @param rise passes needed until Up
   * @param lossPercent worst loss over the last minute
   * @param penalty damping penalty now
   * @param suppress penalty from which a return is delayed
   */
  public record Counters(
      int confirmed, int passes, int rise, int lossPercent, int penalty, int suppress) {}

  /**
   * One thing that holds a subject.
   *
   * @param until when it ends by itself; absent = not by itself
   */
  public record Held(String rule, String limit, String found, @Nullable Instant until) {}
}
