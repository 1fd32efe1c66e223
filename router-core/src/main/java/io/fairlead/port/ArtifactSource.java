package io.fairlead.port;

import io.fairlead.artifact.FoundFile;
import java.time.Instant;
import java.util.List;

/** What a set is published from. */
public interface ArtifactSource {
  /** Every file of it, with its digest; sorted by path. */
  Reading<List<FoundFile>> files(Instant deadline);

  /** The content of a file, to be closed by the caller. */
  Reading<BlobStream> open(String path, Instant deadline);
}
