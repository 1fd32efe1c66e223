package io.fairlead.artifact;

/** A file names a value that the region does not have; says which, and where to add it. */
public final class UnknownValue extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownValue(String sentence) {
    super(sentence);
  }

  /** One sentence for people. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
