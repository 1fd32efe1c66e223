package io.fairlead.port;

/** How the call of a step ended; only a later read confirms. */
public sealed interface ApplyOutcome {
  /** One phrase for people. */
  default String text() {
    return switch (this) {
      case Accepted _ -> "taken";
      case Refused(String why, boolean _) -> why;
      case Conflict(String found) -> "found " + found;
      case Expired _ -> "too late";
      case Unknown(String why) -> why;
    };
  }

  /** The target accepted it. */
  record Accepted() implements ApplyOutcome {}

  /** The target refused: nothing was changed. */
  record Refused(String why, boolean retryable) implements ApplyOutcome {}

  /** The target's fence failed: somebody else changed it. */
  record Conflict(String found) implements ApplyOutcome {}

  /** The adapter's clock was past {@code notAfter}: nothing was sent. */
  record Expired() implements ApplyOutcome {}

  /** Timeout or 5xx: the next tick reads and resolves. */
  record Unknown(String why) implements ApplyOutcome {}
}
