package io.fairlead.cli;

/** Ends a verb with a sentence for the user: what was expected, found, where, and what to do. */
public final class Stop extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode code;

  /** The sentence goes to standard error as it is; no stack is recorded. */
  public Stop(ExitCode code, String sentence) {
    super(sentence, null, false, false);
    this.code = code;
  }

  /** What the process answers. */
  public ExitCode code() {
    return code;
  }

  /** The sentence. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
