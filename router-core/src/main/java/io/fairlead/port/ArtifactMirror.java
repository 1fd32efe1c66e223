package io.fairlead.port;

import io.fairlead.artifact.MirrorMark;
import java.time.Instant;
import java.util.Optional;

/**
 * A store of a region that is brought to what the master's has: a destination that keeps content by
 * its digest and shows a version by its pointer. Whoever reads it checks as at the master's.
 */
public interface ArtifactMirror extends ArtifactStore {
  /** What is remembered beside a set's pointer; empty = nothing was ever brought here. */
  Reading<Optional<MirrorMark>> mark(String set, Instant deadline);

  /** Remembers it, before the pointer is moved. */
  ApplyOutcome remember(String set, MirrorMark mark, Instant deadline);
}
