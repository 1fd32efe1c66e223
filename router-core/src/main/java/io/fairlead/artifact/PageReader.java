package io.fairlead.artifact;

import java.util.List;

/** Reads pages that a signed root pins; what it gives is what was signed. */
public interface PageReader {
  /**
   * The entries of a page of objects.
   *
   * @throws UnreadablePage where it cannot be had, or is not what the root says
   */
  List<ArtifactObject> objects(ManifestPage page);

  /**
   * The entries of a page of tombstones.
   *
   * @throws UnreadablePage where it cannot be had, or is not what the root says
   */
  List<Tombstone> tombstones(ManifestPage page);
}
