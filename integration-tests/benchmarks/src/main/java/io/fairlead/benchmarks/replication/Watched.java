package io.fairlead.benchmarks.replication;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.CondemnedList;
import io.fairlead.artifact.MirrorMark;
import io.fairlead.artifact.Pointer;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ArtifactMirror;
import io.fairlead.port.BlobStream;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A store whose bytes are counted as they are read.
 *
 * @param believed whether it is believed to have all content, so that a set can be large without
 */
record Watched(ArtifactMirror store, boolean believed, AtomicLong received)
    implements ArtifactMirror {
  @Override
  public Reading<Set<Blob>> lacking(Set<Blob> blobs, Instant deadline) {
    return believed ? new Reading.Known<>(Set.of()) : store.lacking(blobs, deadline);
  }

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
    received.addAndGet(pointer.length());
    return store.manifest(set, pointer, deadline);
  }

  @Override
  public ApplyOutcome keepManifest(String set, Pointer pointer, byte[] signed, Instant deadline) {
    return store.keepManifest(set, pointer, signed, deadline);
  }

  @Override
  public ApplyOutcome keep(Blob blob, BlobStream content, Instant deadline) {
    return store.keep(blob, content, deadline);
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

  @Override
  public Reading<Optional<HeldList>> condemned(Instant deadline) {
    return store.condemned(deadline);
  }

  @Override
  public ApplyOutcome condemn(@Nullable String expected, CondemnedList next, Instant deadline) {
    return store.condemn(expected, next, deadline);
  }
}
