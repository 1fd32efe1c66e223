package io.fairlead.journal;

import java.time.Instant;
import java.util.List;

/**
 * A journaled change of one target, committed before anything is touched; any process finishes it.
 *
 * @param id unique for ever
 * @param steps in order; each is one call
 * @param states exact state before, between and after: one more than steps
 * @param reason why, for people
 * @param evidence the votes and numbers it was decided on
 * @param createdAt when it was journaled
 * @param notAfter it is never applied later than this, except to take an address off nothing
 * @param planId the plan it came from
 */
public record Intent(
    String id,
    TargetId target,
    List<Step> steps,
    List<TargetState> states,
    String reason,
    List<String> evidence,
    Instant createdAt,
    Instant notAfter,
    String planId) {
  public Intent {
    steps = List.copyOf(steps);
    states = List.copyOf(states);
    evidence = List.copyOf(evidence);
    if (steps.isEmpty() || states.size() != steps.size() + 1) {
      throw new IllegalArgumentException(
          "intent " + id + " has " + steps.size() + " steps and " + states.size() + " states");
    }
  }

  /** The state after the last step. */
  public TargetState after() {
    return states.getLast();
  }
}
