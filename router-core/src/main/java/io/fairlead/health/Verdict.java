package io.fairlead.health;

/** What is held of a subject. Unknown is never Down; Degraded alone moves nothing. */
public enum Verdict {
  UP,
  DOWN,
  DEGRADED,
  UNKNOWN
}
