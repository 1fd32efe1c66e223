package io.fairlead.benchmarks.replication;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.MirrorMark;
import io.fairlead.artifact.Pointer;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ArtifactMirror;
import io.fairlead.port.BlobStream;
import io.fairlead.port.Reading;
import io.fairlead.wiring.artifact.PassingStore;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A store whose bytes are counted as they are read.
 *
 * @param believed whether it is believed to have all content, so that a set can be large without
 */
record Watched(ArtifactMirror store, boolean believed, AtomicLong received)
    implements ArtifactMirror, PassingStore {
  @Override
  public Reading<Set<Blob>> lacking(Set<Blob> blobs, Instant deadline) {
    return believed ? new Reading.Known<>(Set.of()) : store.lacking(blobs, deadline);
  }

  @Override
  public Reading<Optional<byte[]>> manifest(String set, Pointer pointer, Instant deadline) {
    received.addAndGet(pointer.length());
    return store.manifest(set, pointer, deadline);
  }

  @Override
  public Reading<BlobStream> open(Blob blob, Instant deadline) {
    received.addAndGet(blob.length());
    return store.open(blob, deadline);
  }

  @Override
  public Reading<Optional<MirrorMark>> mark(String set, Instant deadline) {
    return store.mark(set, deadline);
  }

  @Override
  public ApplyOutcome remember(String set, MirrorMark mark, Instant deadline) {
    return store.remember(set, mark, deadline);
  }
}
