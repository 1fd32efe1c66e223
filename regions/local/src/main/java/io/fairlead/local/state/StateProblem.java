package io.fairlead.local.state;

/** A state file that cannot be used or written; the message says which, why and what to do. */
public final class StateProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A sentence for people. */
  public StateProblem(String sentence) {
    super(sentence);
  }

  /** A sentence for people and what the system said. */
  public StateProblem(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
