package io.fairlead.health;

/** How a probe ended, after its confirmation. */
public enum Outcome {
  PASSED,
  FAILED,
  TIMED_OUT
}
