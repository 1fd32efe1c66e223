package io.fairlead.journal;

import org.jspecify.annotations.Nullable;

/** An exact state of a target, as an intent lists it and as a read finds it. */
public sealed interface TargetState {
  /** For people. */
  String text();

  /** Who holds a floating address; null = nothing does. */
  record HeldBy(@Nullable String node) implements TargetState {
    @Override
    public String text() {
      return node == null ? "on nothing" : "on " + node;
    }
  }

  /** A zone's epoch and the digest of the fleet's records in it. */
  record ZoneAt(long epoch, String digest) implements TargetState {
    @Override
    public String text() {
      return "epoch " + epoch + " (" + digest + ")";
    }
  }

  /** Whether 2 of 3 flag stores hold the flag. */
  record Flagged(boolean raised) implements TargetState {
    @Override
    public String text() {
      return raised ? "raised" : "absent";
    }
  }
}
