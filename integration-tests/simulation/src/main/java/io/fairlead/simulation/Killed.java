package io.fairlead.simulation;

/** Ends a process in the middle of a call; only the world catches it. */
final class Killed extends Error {
  private static final long serialVersionUID = 1L;

  Killed(String where) {
    super(where, null, false, false);
  }
}
