package io.fairlead.health;

import java.util.List;
import java.util.stream.Collectors;

/** Counts votes against the number of observers that can reach a subject, silent ones included. */
final class Majority {
  private Majority() {}

  /** Votes that make a majority. */
  static int needed(int observers) {
    return observers / 2 + 1;
  }

  /**
   * The verdict of a public endpoint. Down and Up both need a majority, and Up also a vote from
   * another region; a majority that can still reach it, not all of it well, is Degraded.
   */
  static Verdict verdict(List<Vote> votes, String own) {
    int needed = needed(votes.size());
    if (count(votes, Verdict.DOWN) >= needed) {
      return Verdict.DOWN;
    }
    long up = count(votes, Verdict.UP);
    boolean outside =
        votes.stream()
            .filter(vote -> !vote.observer().equals(own))
            .anyMatch(vote -> vote.opinion() == Verdict.UP || vote.opinion() == Verdict.DEGRADED);
    if (!outside || up + count(votes, Verdict.DEGRADED) < needed) {
      return Verdict.UNKNOWN;
    }
    return up >= needed ? Verdict.UP : Verdict.DEGRADED;
  }

  /** The votes behind a verdict, for people. */
  static String detail(List<Vote> votes, Verdict verdict) {
    String listed =
        votes.stream()
            .map(
                vote ->
                    vote.observer()
                        + " "
                        + Words.verdict(vote.opinion())
                        + " ("
                        + vote.detail()
                        + ")")
            .collect(Collectors.joining(", "));
    return "%d of %d votes %s (need %d): %s"
        .formatted(
            count(votes, verdict),
            votes.size(),
            Words.verdict(verdict),
            needed(votes.size()),
            listed);
  }

  private static long count(List<Vote> votes, Verdict verdict) {
    return votes.stream().filter(vote -> vote.opinion() == verdict).count();
  }
}
