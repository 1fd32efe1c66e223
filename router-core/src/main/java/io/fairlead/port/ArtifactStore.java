package io.fairlead.port;

import io.fairlead.artifact.Blob;
import java.time.Instant;
import java.util.Set;

/**
 * Where the versions of artifact sets are kept: content by its digest and manifests by version and
 * digest, each created once and never changed, and a pointer for each set, which alone is replaced.
 * Nothing that a store answers is believed: readers check it by digest and signature.
 */
public interface ArtifactStore extends ManifestStore {
  /**
   * Which of these contents are not there, or not as they should be, as far as the store can tell
   * without sending them.
   */
  Reading<Set<Blob>> lacking(Set<Blob> blobs, Instant deadline);

  /**
   * Keeps some content under its name, once it was read to its end, over whatever is there; keeping
   * it again changes nothing.
   *
   * @param content closed by the caller; what it throws passes through, and nothing is kept
   */
  ApplyOutcome keep(Blob blob, BlobStream content, Instant deadline);

  /** Some content, to be closed by the caller; unreadable where it is not there. */
  Reading<BlobStream> open(Blob blob, Instant deadline);
}
