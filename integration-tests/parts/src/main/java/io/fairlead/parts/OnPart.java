package io.fairlead.parts;

/** A test class that runs once for each of several parts: its cases count for the one it is on. */
public interface OnPart {
  /** The part that this instance runs on. */
  Part part();
}
