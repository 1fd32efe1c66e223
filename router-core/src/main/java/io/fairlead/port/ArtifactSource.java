package io.fairlead.port;

import io.fairlead.artifact.FoundFile;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** What a set is published from. */
public interface ArtifactSource {
  /**
   * Reads and digests every file of it now, sorted by path.
   *
   * @param each gets one after the other, and answers whether to go on
   * @return how many there were
   */
  Reading<Integer> files(Predicate<FoundFile> each, Instant deadline);

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
