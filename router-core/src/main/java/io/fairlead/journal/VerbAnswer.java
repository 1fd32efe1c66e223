package io.fairlead.journal;

/** What an operator's verb does to the register. */
public sealed interface VerbAnswer {
  /** The state to write. */
  record Changed(RegisterState state) implements VerbAnswer {}

  /** It is so already. */
  record Unchanged(String why) implements VerbAnswer {}

  /** It cannot be done: what was expected, what was found. */
  record Refused(String why) implements VerbAnswer {}
}
