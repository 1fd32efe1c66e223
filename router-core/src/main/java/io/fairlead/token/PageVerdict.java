package io.fairlead.token;

import io.fairlead.artifact.ManifestVerdict;

/** Whether a page that a store gave may be believed. */
public sealed interface PageVerdict {
  /** It is the home region's word. */
  record Admitted(TokenPage page) implements PageVerdict {}

  /** Nothing of it is used. */
  record Refused(ManifestVerdict.Reason reason, String sentence) implements PageVerdict {}
}
