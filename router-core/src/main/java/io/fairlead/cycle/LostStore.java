package io.fairlead.cycle;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.CondemnedList;
import io.fairlead.artifact.Manifest;
import io.fairlead.artifact.Pointer;
import io.fairlead.artifact.Published;
import io.fairlead.artifact.UnreadablePage;
import io.fairlead.artifact.Version;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.BlobStream;
import io.fairlead.port.Lanes;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A store that has no pointer of a set any more, as if it still had the version of a copy: so the
 * next version is published in the order in which any is, and only its pointer makes the store be
 * there again. Manifests of the copy come before that version's own.
 */
final class LostStore implements ArtifactStore {
  /** Stands for the pointer that is not there. */
  private static final String NONE = "none";

  private final ArtifactStore store;
  private final Lanes lanes;
  private final StandingCopy copy;
  private final SequencedMap<Pointer, Kept> versions;

  /** A signed manifest of the copy, and what it says. */
  @SuppressWarnings("ArrayRecordComponent")
  record Kept(byte[] signed, Manifest manifest) {}

  /** Whether the pointer may be ours by now. */
  private boolean pointed;

  /**
   * Over a store.
   *
   * @param copy has pages of their manifests
   * @param versions of the copy, the newest first
   */
  LostStore(PublishCycle.Parts parts, StandingCopy copy, SequencedMap<Pointer, Kept> versions) {
    this.store = parts.store();
    this.lanes = parts.lanes();
    this.copy = copy;
    this.versions = versions;
  }

  @Override
  public Reading<Optional<Held>> pointer(String set, Instant deadline) {
    Reading<Optional<Held>> there = store.pointer(set, deadline);
    if (pointed || !(there instanceof Reading.Known<Optional<Held>>(Optional<Held> held))) {
      return there;
    }
    return held.<Reading<Optional<Held>>>map(
            found ->
                new Reading.Unreadable<>(
                    "the store is there again, with version %d: nothing is made anew"
                        .formatted(found.pointer().version())))
        .orElseGet(
            () -> new Reading.Known<>(Optional.of(new Held(versions.firstEntry().getKey(), NONE))));
  }

  @Override
  public ApplyOutcome point(String set, @Nullable String expected, Pointer next, Instant deadline) {
    pointed = true;
    return store.point(set, NONE.equals(expected) ? null : expected, next, deadline);
  }

  @Override
  public Reading<Optional<byte[]>> manifest(String set, Pointer pointer, Instant deadline) {
    Kept kept = versions.get(pointer);
    return kept == null
        ? store.manifest(set, pointer, deadline)
        : new Reading.Known<>(Optional.of(kept.signed().clone()));
  }

  @Override
  public ApplyOutcome keepManifest(String set, Pointer pointer, byte[] signed, Instant deadline) {
    List<Map.Entry<Pointer, Kept>> whole = new ArrayList<>();
    for (var version : versions.entrySet()) {
      // What is older than a version whose pages the copy has no more could not be gone back to.
      if (pages(version.getKey(), version.getValue().manifest(), deadline).isPresent()) {
        break;
      }
      whole.add(version);
    }
    for (var version : whole.reversed()) {
      ApplyOutcome kept =
          store.keepManifest(set, version.getKey(), version.getValue().signed(), deadline);
      if (!(kept instanceof ApplyOutcome.Accepted)) {
        return kept;
      }
    }
    return store.keepManifest(set, pointer, signed, deadline);
  }

  /** Brings the pages of a version; why not all are there, or empty. */
  private Optional<String> pages(Pointer pointer, Manifest manifest, Instant deadline) {
    Version version =
        new Version(
            new Published(pointer, manifest), new Pages(page -> copy.openPage(page, deadline)));
    try {
      return new PageCopy(lanes, (blob, page) -> store.keep(blob, page, deadline))
          .bring(version, Set.of());
    } catch (UnreadablePage page) {
      return Optional.of(page.why());
    }
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
    Reading<BlobStream> there = store.open(blob, deadline);
    return there instanceof Reading.Known<BlobStream> ? there : copy.openPage(blob, deadline);
  }
}
