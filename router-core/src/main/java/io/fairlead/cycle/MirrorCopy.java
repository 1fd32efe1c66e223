package io.fairlead.cycle;

import io.fairlead.artifact.ArtifactObject;
import io.fairlead.artifact.Blob;
import io.fairlead.cycle.ReplicateReport.Copied;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Brings content to a region's store that it does not have; what is there already stays. */
final class MirrorCopy {
  private final MirrorCycle.Parts parts;
  private final Instant deadline;
  private final AtomicInteger objects = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private int all;

  MirrorCopy(MirrorCycle.Parts parts, Instant deadline) {
    this.parts = parts;
    this.deadline = deadline;
  }

  /**
   * Brings what objects need.
   *
   * @param trusted content that is there
   * @param damaged content that is there and is to be written over, whatever can be told of it
   * @return why not all is there; empty where it is
   */
  Optional<String> bring(List<ArtifactObject> wanted, Set<Blob> trusted, Set<Blob> damaged) {
    Map<Blob, String> paths = new HashMap<>();
    wanted.forEach(object -> paths.putIfAbsent(object.blob(), object.path()));
    all = paths.size();
    trusted.forEach(paths::remove);
    if (paths.isEmpty()) {
      return Optional.empty();
    }
    return switch (parts.mirror().lacking(paths.keySet(), deadline)) {
      case Reading.Unreadable<Set<Blob>>(String why) -> Optional.of("the destination: " + why);
      case Reading.Known<Set<Blob>>(Set<Blob> lacking) -> {
        Set<Blob> sent = new HashSet<>(lacking);
        damaged.stream().filter(paths::containsKey).forEach(sent::add);
        yield parts
            .lanes()
            .each(List.copyOf(sent), blob -> sent(blob, paths.getOrDefault(blob, "")))
            .or(() -> sent.isEmpty() ? Optional.empty() : lost(sent, paths));
      }
    };
  }

  /** What it cost so far. */
  Copied done() {
    return new Copied(objects.get(), bytes.get(), Math.max(0, all - objects.get()));
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
      case Transfer.Moved.Wrong(String why) ->
          Optional.of("%s: the store's content is wrong, %s".formatted(path, why));
      case Transfer.Moved.Failed(String why, _) -> Optional.of(path + ": " + why);
    };
  }

  /** Looked at again: a write that was answered with success is no proof. */
  private Optional<String> lost(Set<Blob> sent, Map<Blob, String> paths) {
    return switch (parts.mirror().lacking(sent, deadline)) {
      case Reading.Unreadable<Set<Blob>>(String why) -> Optional.of("read back: " + why);
      case Reading.Known<Set<Blob>>(Set<Blob> lacking) ->
          lacking.stream()
              .findFirst()
              .map(blob -> "read back, %s is not there as it was sent".formatted(paths.get(blob)));
    };
  }
}
