package io.fairlead.cycle;

import io.fairlead.artifact.ArtifactObject;
import io.fairlead.artifact.Manifest;
import io.fairlead.artifact.ManifestGate;
import io.fairlead.artifact.ManifestVerdict;
import io.fairlead.artifact.Pointer;
import io.fairlead.artifact.Published;
import io.fairlead.artifact.Selector;
import io.fairlead.artifact.UnreadablePage;
import io.fairlead.artifact.Version;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.BlobStream;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A lost store that is made anew from a region's copy: the copy's version and those before it, as
 * far as it keeps them, and on top of them one more with the same content under the next epoch.
 * Nothing of the copy is believed but what its signed manifest says.
 */
public sealed interface StoreRebuild {
  /** Versions brought at most. */
  int MOST = 1_000;

  /**
   * It can be done, by publishing this content into this store.
   *
   * @param versions how many versions come with it
   */
  record Ready(ArtifactStore store, PublishContent content, Published newest, int versions)
      implements StoreRebuild {}

  /** It must not be done. */
  record Refused(String why) implements StoreRebuild {}

  /** Something cannot be read now. */
  record Unreachable(String why) implements StoreRebuild {}

  /** Whether a store can be made anew from a copy, and how. */
  static StoreRebuild of(PublishCycle.Parts parts, Copy from, Instant deadline) {
    switch (parts.store().pointer(parts.gate().id().set(), deadline)) {
      case Reading.Unreadable<Optional<ManifestStore.Held>>(String why) -> {
        return new Unreachable("the store: " + why);
      }
      case Reading.Known<Optional<ManifestStore.Held>>(Optional<ManifestStore.Held> held) -> {
        if (held.isPresent()) {
          return new Refused(
              "the store has version %d and is not lost; what is damaged in it is mended by 'fairlead publish --scrub'"
                  .formatted(held.get().pointer().version()));
        }
      }
    }
    return switch (from.copy().newest(deadline)) {
      case Reading.Unreadable<Optional<StandingCopy.Stood>>(String why) ->
          new Unreachable("the copy of " + from.region() + ": " + why);
      case Reading.Known<Optional<StandingCopy.Stood>>(Optional<StandingCopy.Stood> stood) ->
          stood
              .map(found -> from(new Lost(parts, from), found, deadline))
              .orElseGet(() -> new Refused(from.region() + " has no copy of the set"));
    };
  }

  /** A region and its copy. */
  record Copy(String region, StandingCopy copy) {}

  /** What is lost, and what it is made of. */
  record Lost(PublishCycle.Parts parts, Copy from) {}

  private static StoreRebuild from(Lost lost, StandingCopy.Stood stood, Instant deadline) {
    ManifestGate gate = lost.parts().gate();
    Copy from = lost.from();
    if (!(gate.authentic(stood.signed(), stood.pointer())
        instanceof ManifestVerdict.Admitted(Manifest manifest))) {
      return new Refused("the copy of %s has no manifest of the set's".formatted(from.region()));
    }
    Published newest = new Published(stood.pointer(), manifest);
    Version version = new Version(newest, new Pages(page -> from.copy().openPage(page, deadline)));
    try {
      int taken = version.count(stood.selector());
      int all = manifest.objects().count();
      if (taken < all) {
        return new Refused(
            "%s takes %d of %d objects: a store is made anew from a region that takes all"
                .formatted(from.region(), taken, all));
      }
    } catch (UnreadablePage page) {
      return new Unreachable("the copy of " + from.region() + ": " + page.why());
    }
    SequencedMap<Pointer, LostStore.Kept> versions = new LinkedHashMap<>();
    versions.put(stood.pointer(), new LostStore.Kept(stood.signed(), manifest));
    @Nullable Pointer parent = manifest.edition().parent();
    while (parent != null && versions.size() < MOST) {
      Optional<byte[]> signed = from.copy().manifest(parent, deadline);
      if (signed.isEmpty()
          || !(gate.authentic(signed.get(), parent)
              instanceof ManifestVerdict.Admitted(Manifest earlier))) {
        break;
      }
      versions.put(parent, new LostStore.Kept(signed.get(), earlier));
      parent = earlier.edition().parent();
    }
    return new Ready(
        new LostStore(lost.parts(), from.copy(), versions),
        content(from, version),
        newest,
        versions.size());
  }

  private static PublishContent content(Copy from, Version version) {
    return new PublishContent() {
      @Override
      public Answer objects(
          @Nullable Version before, Consumer<ArtifactObject> each, Instant deadline) {
        version.each(new Selector.All(), each);
        return new Answer.All();
      }

      @Override
      public Reading<BlobStream> open(ArtifactObject object, Instant deadline) {
        return from.copy().open(object, deadline);
      }

      @Override
      public String spoilt(ArtifactObject object, String why) {
        return "%s of %s is not what was published (%s): make the store anew from another region"
            .formatted(object.path(), from.region(), why);
      }
    };
  }
}
