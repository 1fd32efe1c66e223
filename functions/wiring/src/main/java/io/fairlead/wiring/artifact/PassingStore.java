package io.fairlead.wiring.artifact;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.CondemnedList;
import io.fairlead.artifact.Pointer;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.BlobStream;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A store that passes every call on to another one: who watches some overrides those. */
public interface PassingStore extends ArtifactStore {
  /** The other one. */
  ArtifactStore store();

  @Override
  default Reading<Optional<Held>> pointer(String set, Instant deadline) {
    return store().pointer(set, deadline);
  }

  @Override
  default ApplyOutcome point(
      String set, @Nullable String expected, Pointer next, Instant deadline) {
    return store().point(set, expected, next, deadline);
  }

  @Override
  default Reading<Optional<byte[]>> manifest(String set, Pointer pointer, Instant deadline) {
    return store().manifest(set, pointer, deadline);
  }

  @Override
  default ApplyOutcome keepManifest(String set, Pointer pointer, byte[] signed, Instant deadline) {
    return store().keepManifest(set, pointer, signed, deadline);
  }

  @Override
  default Reading<Set<Blob>> lacking(Set<Blob> blobs, Instant deadline) {
    return store().lacking(blobs, deadline);
  }

  @Override
  default ApplyOutcome keep(Blob blob, BlobStream content, Instant deadline) {
    return store().keep(blob, content, deadline);
  }

  @Override
  default Reading<BlobStream> open(Blob blob, Instant deadline) {
    return store().open(blob, deadline);
  }

  @Override
  default Reading<Optional<HeldList>> condemned(Instant deadline) {
    return store().condemned(deadline);
  }

  @Override
  default ApplyOutcome condemn(@Nullable String expected, CondemnedList next, Instant deadline) {
    return store().condemn(expected, next, deadline);
  }
}
