package io.fairlead.plan;

import io.fairlead.journal.RegisterState;

/** The register state that journals a decision before anything is touched. Pure. */
public final class NextState {
  private NextState() {}

  /**
   * The view's state with the decision journaled: approved actions as intents (epoch = the view's
   * plus one), latches set, advanced and released, requests consumed, new refusals, evacuations,
   * panic's freeze, verdict changes in the history. Equal to the view's state (but for operation
   * and time) where nothing changes: then nothing is written.
   *
   * @param before the state as read, to tell what changed
   * @param operation id of this write
   */
  public static RegisterState of(
      RegisterState before, View view, Decision decision, String operation) {
    throw new UnsupportedOperationException(before.fleet() + view.now() + decision + operation);
  }
}
