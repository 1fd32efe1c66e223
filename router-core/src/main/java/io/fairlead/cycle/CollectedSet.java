package io.fairlead.cycle;

import io.fairlead.artifact.ManifestGate;
import io.fairlead.port.ArtifactMirror;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** A set whose versions are in a store that is collected. */
public sealed interface CollectedSet {
  /** What its manifests are checked by. */
  ManifestGate gate();

  /**
   * It is published there.
   *
   * @param mirrors regions' own stores of it, which may need older versions
   */
  record Published(ManifestGate gate, SortedMap<String, ArtifactMirror> mirrors)
      implements CollectedSet {
    public Published {
      mirrors = Collections.unmodifiableSortedMap(new TreeMap<>(mirrors));
    }
  }

  /** It is brought there: the store is a region's own, and has what the region takes. */
  record Copied(ManifestGate gate) implements CollectedSet {}
}
