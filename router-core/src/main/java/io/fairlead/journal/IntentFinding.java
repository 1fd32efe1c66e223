package io.fairlead.journal;

import java.util.List;

/** How an open intent stands, by what its target was read to be. */
public sealed interface IntentFinding {
  /** The intent concerned. */
  Intent intent();

  /** It is over, and how. */
  record Ended(Intent intent, IntentEnd end, String why) implements IntentFinding {}

  /**
   * It may go on where the guard still approves it.
   *
   * @param steps the steps still to apply, in order
   * @param always an address on nothing: it goes on although it expired or all is frozen
   */
  record Resumable(Intent intent, List<Step> steps, boolean always) implements IntentFinding {
    public Resumable {
      steps = List.copyOf(steps);
    }
  }

  /** Nothing can be said yet: it stays open and its target is left alone. */
  record Waiting(Intent intent, String why) implements IntentFinding {}
}
