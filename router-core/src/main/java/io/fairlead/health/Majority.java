package io.fairlead.health;

import java.util.List;

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
    StringBuilder text = new StringBuilder();
    text.append(count(votes, verdict)).append(" of ").append(votes.size()).append(" votes ");
    text.append(Words.verdict(verdict)).append(" (need ").append(needed(votes.size()));
    text.append("): ");
    String separator = "";
    for (Vote vote : votes) {
      text.append(separator).append(vote.observer()).append(' ');
      text.append(Words.verdict(vote.opinion())).append(" (").append(vote.detail()).append(')');
      separator = ", ";
    }
    return text.toString();
  }

  private static long count(List<Vote> votes, Verdict verdict) {
    long count = 0;
    for (Vote vote : votes) {
      count += vote.opinion() == verdict ? 1 : 0;
    }
    return count;
  }
}
