package io.fairlead.cli.artifact;

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

/** A store whose content passes a meter as it is read. */
record MeteredStore(ArtifactStore store, Meter meter) implements ArtifactStore {
  @Override
  public Reading<Optional<Held>> pointer(String set, Instant deadline) {
    return store.pointer(set, deadline);
  }

  @Override
  public ApplyOutcome point(String set, @Nullable String expected, Pointer next, Instant deadline) {
    return store.point(set, expected, next, deadline);
  }

  @Override
  public Reading<Optional<byte[]>> manifest(String set, Pointer pointer, Instant deadline) {
    return store.manifest(set, pointer, deadline);
  }

  @Override
  public ApplyOutcome keepManifest(String set, Pointer pointer, byte[] signed, Instant deadline) {
    return store.keepManifest(set, pointer, signed, deadline);
  }

  @Override
  public Reading<Set<Blob>> lacking(Set<Blob> blobs, Instant deadline) {
    return store.lacking(blobs, deadline);
  }

  @Override
  public ApplyOutcome keep(Blob blob, BlobStream content, Instant deadline) {
    return store.keep(blob, content, deadline);
  }

  @Override
  public Reading<Optional<HeldList>> condemned(Instant deadline) {
    return store.condemned(deadline);
  }

  @Override
  public ApplyOutcome condemn(@Nullable String expected, CondemnedList next, Instant deadline) {
    return store.condemn(expected, next, deadline);
  }

  @Override
  public Reading<BlobStream> open(Blob blob, Instant deadline) {
    return meter.over(store.open(blob, deadline));
  }
}
