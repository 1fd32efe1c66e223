package io.fairlead.cycle;

import io.fairlead.artifact.ArtifactKind;
import io.fairlead.artifact.ArtifactObject;
import io.fairlead.artifact.Blob;
import io.fairlead.artifact.Floor;
import io.fairlead.artifact.MirrorMark;
import io.fairlead.artifact.Pointer;
import io.fairlead.artifact.Selector;
import io.fairlead.port.ArtifactMirror;
import io.fairlead.port.ArtifactSink;
import io.fairlead.port.BlobStream;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.Optional;

/** A region's copy of a set, as it stands: what a store that is lost can be made of. */
public interface StandingCopy {
  /** The version that its readers see; empty = none. */
  Reading<Optional<Stood>> newest(Instant deadline);

  /** The signed manifest of an earlier version; empty = it is not kept. */
  Optional<byte[]> manifest(Pointer pointer, Instant deadline);

  /** The content of an object, as it was published. */
  Reading<BlobStream> open(ArtifactObject object, Instant deadline);

  /** A page of a manifest, as it was published. */
  Reading<BlobStream> openPage(Blob page, Instant deadline);

  /**
   * A version of a copy.
   *
   * @param signed its signed manifest
   * @param selector what of it is there
   * @param floor the highest version that was ever begun there
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Stood(Pointer pointer, byte[] signed, Selector selector, Floor floor) {
    /** The highest version that the region is known to have begun. */
    public long begun() {
      Pointer highest = floor.pointer();
      return highest == null ? pointer.version() : Math.max(pointer.version(), highest.version());
    }
  }

  /** A copy with slots. */
  static StandingCopy of(ArtifactSink sink) {
    return new StandingCopy() {
      private String slot = "";

      @Override
      public Reading<Optional<Stood>> newest(Instant deadline) {
        return switch (sink.state(deadline)) {
          case Reading.Unreadable<ArtifactSink.State>(String why) -> new Reading.Unreadable<>(why);
          case Reading.Known<ArtifactSink.State>(ArtifactSink.State state) -> {
            state.shown().ifPresent(shown -> slot = shown.name());
            yield new Reading.Known<>(
                state
                    .shown()
                    .map(
                        shown ->
                            new Stood(
                                shown.pointer(),
                                shown.signed(),
                                shown.selector(),
                                state.journal().floor())));
          }
        };
      }

      @Override
      public Optional<byte[]> manifest(Pointer pointer, Instant deadline) {
        return Optional.empty();
      }

      @Override
      public Reading<BlobStream> open(ArtifactObject object, Instant deadline) {
        return object.kind() == ArtifactKind.CERTIFICATES
            ? sink.open(slot, SealedSink.beside(object.path()), deadline)
            : sink.open(slot, object.path(), deadline);
      }

      @Override
      public Reading<BlobStream> openPage(Blob page, Instant deadline) {
        return sink.openPage(slot, page, deadline);
      }
    };
  }

  /** A region's own store of a set. */
  static StandingCopy of(ArtifactMirror mirror, String set) {
    return new StandingCopy() {
      @Override
      public Reading<Optional<Stood>> newest(Instant deadline) {
        return switch (mirror.pointer(set, deadline)) {
          case Reading.Unreadable<Optional<ManifestStore.Held>>(String why) ->
              new Reading.Unreadable<>(why);
          case Reading.Known<Optional<ManifestStore.Held>>(Optional<ManifestStore.Held> held) ->
              held.isEmpty()
                  ? new Reading.Known<>(Optional.empty())
                  : stood(held.get().pointer(), deadline);
        };
      }

      private Reading<Optional<Stood>> stood(Pointer pointer, Instant deadline) {
        Optional<byte[]> signed = manifest(pointer, deadline);
        if (signed.isEmpty()
            || !(mirror.mark(set, deadline)
                instanceof Reading.Known<Optional<MirrorMark>>(Optional<MirrorMark> mark))
            || mark.isEmpty()) {
          return new Reading.Unreadable<>("its manifest or its mark cannot be read");
        }
        return new Reading.Known<>(
            Optional.of(
                new Stood(pointer, signed.get(), mark.get().selector(), mark.get().floor())));
      }

      @Override
      public Optional<byte[]> manifest(Pointer pointer, Instant deadline) {
        return mirror.manifest(set, pointer, deadline)
                instanceof Reading.Known<Optional<byte[]>>(Optional<byte[]> signed)
            ? signed
            : Optional.empty();
      }

      @Override
      public Reading<BlobStream> open(ArtifactObject object, Instant deadline) {
        return mirror.open(object.blob(), deadline);
      }

      @Override
      public Reading<BlobStream> openPage(Blob page, Instant deadline) {
        return mirror.open(page, deadline);
      }
    };
  }
}
