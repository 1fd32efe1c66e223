package io.fairlead.cycle;

import io.fairlead.artifact.ArtifactObject;
import io.fairlead.artifact.Blob;
import io.fairlead.artifact.RegionChanges;
import io.fairlead.artifact.Version;
import io.fairlead.cycle.ReplicateReport.Copied;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Brings content to a region's store that it does not have; what is there already stays. */
final class MirrorCopy {
  private final MirrorCycle.Parts parts;
  private final Instant deadline;
  private final AtomicInteger objects = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  MirrorCopy(MirrorCycle.Parts parts, Instant deadline) {
    this.parts = parts;
    this.deadline = deadline;
  }

  /**
   * Brings what a version changes for the region.
   *
   * @return why not all is there; empty where it is
   */
  Optional<String> bring(RegionChanges changes) {
    Batches<ArtifactObject, String> batches = new Batches<>(Batches.OBJECTS, this::lacking);
    changes.brought(batches::add);
    return batches.ended();
  }

  private Optional<String> lacking(List<ArtifactObject> wanted) {
    Map<Blob, String> paths = paths(wanted);
    return switch (parts.mirror().lacking(paths.keySet(), deadline)) {
      case Reading.Unreadable<Set<Blob>>(String why) -> Optional.of("the destination: " + why);
      case Reading.Known<Set<Blob>>(Set<Blob> lacking) -> {
        paths.keySet().retainAll(lacking);
        yield send(paths);
      }
    };
  }

  /** Brings content anew that is there and is wrong, whatever can be told of it. */
  Optional<String> mend(List<ArtifactObject> damaged) {
    return send(paths(damaged));
  }

  /**
   * Brings the pages of a version.
   *
   * @param there pages that need not be brought
   */
  Optional<String> pages(Version wanted, Set<Blob> there) {
    Set<Blob> sent = wanted.manifest().objects().blobs();
    sent.addAll(wanted.manifest().deletions().tombstones().blobs());
    sent.removeAll(there);
    return new PageCopy(parts.lanes(), (blob, page) -> parts.mirror().keep(blob, page, deadline))
        .bring(wanted, there)
        .or(() -> lost(sent, blob -> "a page of the manifest"));
  }

  /**
   * What it cost so far.
   *
   * @param all objects that the region takes
   */
  Copied done(int all) {
    return new Copied(objects.get(), bytes.get(), Math.max(0, all - objects.get()));
  }

  private static Map<Blob, String> paths(List<ArtifactObject> some) {
    Map<Blob, String> paths = new HashMap<>();
    some.forEach(object -> paths.putIfAbsent(object.blob(), object.path()));
    return paths;
  }

  private Optional<String> send(Map<Blob, String> paths) {
    return parts
        .lanes()
        .each(List.copyOf(paths.entrySet()), each -> sent(each.getKey(), each.getValue()))
        .or(() -> lost(paths.keySet(), paths::get));
  }

  private Optional<String> sent(Blob blob, String path) {
    Transfer transfer =
        new Transfer(
            blob,
            () -> parts.store().open(blob, deadline),
            content -> parts.mirror().keep(blob, content, deadline));
    return switch (transfer.run()) {
      case Transfer.Moved.Done() -> {
        objects.incrementAndGet();
        bytes.addAndGet(blob.length());
        yield Optional.empty();
      }
      case Transfer.Moved.Wrong(String why) -> Optional.of(Transfer.wrong(path, why));
      case Transfer.Moved.Failed(String why, _) -> Optional.of(path + ": " + why);
    };
  }

  /** Looked at again: a write that was answered with success is no proof. */
  private Optional<String> lost(Set<Blob> sent, Function<Blob, @Nullable String> names) {
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    return switch (parts.mirror().lacking(sent, deadline)) {
      case Reading.Unreadable<Set<Blob>>(String why) -> Optional.of("read back: " + why);
      case Reading.Known<Set<Blob>>(Set<Blob> lacking) ->
          lacking.stream()
              .findFirst()
              .map(
                  blob -> "read back, %s is not there as it was sent".formatted(names.apply(blob)));
    };
  }
}
