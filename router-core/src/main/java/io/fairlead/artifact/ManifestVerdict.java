package io.fairlead.artifact;

/** Whether a manifest that a store gave may be believed. */
public sealed interface ManifestVerdict {
  /** It is the master's word, and new enough. */
  record Admitted(Manifest manifest) implements ManifestVerdict {}

  /**
   * Nothing of it is used.
   *
   * @param sentence what was expected and found, for people
   */
  record Refused(Reason reason, String sentence) implements ManifestVerdict {}

  /** Why a manifest is refused. */
  enum Reason {
    /** Not as long as the pointer says: torn, or without end. */
    LENGTH,
    /** Not the content that the pointer names. */
    DIGEST,
    /** Not written as a manifest is, or by a newer build. */
    FORM,
    /** A page of it is not what its signed root pins. */
    PAGE,
    UNKNOWN_KEY,
    BAD_SIGNATURE,
    /** Signed for another fleet, set or version than asked for. */
    MIXED,
    OTHER_MASTER,
    /** Not meant for this region. */
    OUT_OF_SCOPE,
    /** Of a master that has been relieved. */
    OLD_EPOCH,
    /** Lower than what was applied here: a replay. */
    VERSION_FELL,
    /** As high as what was applied here, and another content. */
    VERSION_REWRITTEN,
    EXPIRED,
    /** Made later than now: one of the two clocks is wrong. */
    FROM_THE_FUTURE
  }
}
