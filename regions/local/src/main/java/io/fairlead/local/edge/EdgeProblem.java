package io.fairlead.local.edge;

/** Why an edge cannot start, in a sentence for the person who started it. */
public final class EdgeProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A sentence for people and what it came from. */
  public EdgeProblem(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
