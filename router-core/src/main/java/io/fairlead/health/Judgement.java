package io.fairlead.health;

import java.util.List;

/**
 * What the observations of this moment say of a subject, before damping and before what the
 * register holds.
 *
 * @param needed votes that make a majority of the observers that can reach the subject
 * @param refused every Down vote was a refusal
 */
public record Judgement(
    Subject subject,
    Verdict verdict,
    List<Vote> votes,
    int needed,
    boolean refused,
    String detail) {
  public Judgement {
    votes = List.copyOf(votes);
  }
}
