package io.fairlead.fleet;

/** Whether plans are carried out, or only planned, journaled and reported. */
public enum Mode {
  ACT,
  OBSERVE
}
