package io.fairlead.port;

import io.fairlead.artifact.FoundFile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a set is published from. */
public interface ArtifactSource {
  /** Every file of it, with its digest; sorted by path. */
  Reading<List<FoundFile>> files(Instant deadline);

  /** The content of a file, to be closed by the caller. */
  Reading<BlobStream> open(String path, Instant deadline);

  /** Why no set may be made of what {@link #files} read last, for people; empty = one may. */
  default Optional<String> objection() {
    return Optional.empty();
  }

  /** What people should know of how its files were read; empty = nothing. */
  default Optional<String> remark() {
    return Optional.empty();
  }
}
