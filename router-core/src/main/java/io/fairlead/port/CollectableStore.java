package io.fairlead.port;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.Pointer;
import java.time.Instant;
import java.util.List;

/**
 * A store that can tell all that it keeps, and be rid of some of it. Deleting what is not there
 * changes nothing.
 */
public interface CollectableStore extends ArtifactMirror {
  /** Names of all sets that have anything there, declared or not. */
  Reading<List<String>> sets(Instant deadline);

  /** All manifests of a set, pointed at or not. */
  Reading<List<Pointer>> manifests(String set, Instant deadline);

  /** All content, of whatever set. */
  Reading<List<Blob>> blobs(Instant deadline);

  /** Deletes some content. */
  ApplyOutcome delete(Blob blob, Instant deadline);

  /** Deletes a manifest. */
  ApplyOutcome delete(String set, Pointer manifest, Instant deadline);
}
