package io.fairlead.wiring.region;

/** A variable of the environment that cannot be read: one sentence for whoever set it. */
public final class WrongVariable extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** The sentence is shown as it is. */
  public WrongVariable(String sentence) {
    super(sentence);
  }

  /** The variable's name, what it needs and what was found. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
