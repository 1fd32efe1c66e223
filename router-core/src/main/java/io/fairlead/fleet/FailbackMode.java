package io.fairlead.fleet;

/** How a latched region returns: released by an operator, or by a ramp after a clean time. */
public enum FailbackMode {
  MANUAL,
  RAMP
}
