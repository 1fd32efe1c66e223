package io.fairlead.journal;

/** How an intent ended. */
public enum IntentEnd {
  /** The target was read back in the state after. */
  CONFIRMED,
  /** It expired, or the guard no longer approved it, before it took effect. */
  CANCELLED,
  /** The target was found in a state that the intent does not list. */
  CONFLICT
}
