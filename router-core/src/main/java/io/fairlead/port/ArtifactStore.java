package io.fairlead.port;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.CondemnedList;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /** What is to be deleted from it; empty = nobody ever wanted to be rid of anything. */
  Reading<Optional<HeldList>> condemned(Instant deadline);

  /**
   * Replaces that list.
   *
   * @param expected tag of the list that is there; null = none is
   * @return UNKNOWN where it may still take effect: read before anything else is tried
   */
  ApplyOutcome condemn(@Nullable String expected, CondemnedList next, Instant deadline);

  /**
   * A list as a store holds it.
   *
   * @param tag names this state of it, for compare-and-set
   */
  record HeldList(CondemnedList list, String tag) {}
}
