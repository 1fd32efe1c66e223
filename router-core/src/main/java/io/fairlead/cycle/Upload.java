package io.fairlead.cycle;

import io.fairlead.artifact.ArtifactObject;
import io.fairlead.artifact.Blob;
import io.fairlead.artifact.Manifest;
import io.fairlead.artifact.Published;
import io.fairlead.cycle.PublishReport.Outcome;
import io.fairlead.cycle.PublishReport.Uploaded;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Brings to a store what it does not have of a manifest's content. */
final class Upload {
  private final PublishCycle.Parts parts;
  private final PublishContent content;
  private final Instant deadline;
  private final AtomicInteger objects = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  Upload(PublishCycle.Parts parts, PublishContent content, Instant deadline) {
    this.parts = parts;
    this.content = content;
    this.deadline = deadline;
  }

  /**
   * Uploads what the version before did not have. That one's content is there: its manifest came
   * after it.
   *
   * @return why not all is there; empty where it is
   */
  Optional<Outcome> all(@Nullable Published before, Manifest next) {
    Map<Blob, ArtifactObject> wanted = byBlob(next);
    if (before != null) {
      before.manifest().objects().forEach(object -> wanted.remove(object.blob()));
    }
    return switch (parts.store().lacking(wanted.keySet(), deadline)) {
      case Reading.Unreadable<Set<Blob>>(String why) -> Optional.of(new Outcome.Unreachable(why));
      case Reading.Known<Set<Blob>>(Set<Blob> lacking) -> {
        wanted.keySet().retainAll(lacking);
        yield each(wanted.values());
      }
    };
  }

  /**
   * Reads everything that a version has in the store, and uploads again what is damaged or gone.
   *
   * @return why not all is there; empty where it is
   */
  Optional<Outcome> mend(Manifest there) {
    Set<String> damaged =
        new Contents(parts.store(), parts.lanes(), deadline).problems(there.objects()).keySet();
    return each(
        there.objects().stream().filter(object -> damaged.contains(object.path())).toList());
  }

  /** What went to the store so far. */
  Uploaded done() {
    return new Uploaded(objects.get(), bytes.get());
  }

  private static Map<Blob, ArtifactObject> byBlob(Manifest manifest) {
    Map<Blob, ArtifactObject> objects = new LinkedHashMap<>();
    manifest.objects().forEach(object -> objects.putIfAbsent(object.blob(), object));
    return objects;
  }

  private Optional<Outcome> each(Collection<ArtifactObject> some) {
    return parts.lanes().each(List.copyOf(some), this::sent);
  }

  private Optional<Outcome> sent(ArtifactObject object) {
    Transfer transfer =
        new Transfer(
            object.blob(),
            () -> content.open(object, deadline),
            stream -> parts.store().keep(object.blob(), stream, deadline));
    return switch (transfer.run()) {
      case Transfer.Moved.Done() -> {
        objects.incrementAndGet();
        bytes.addAndGet(object.blob().length());
        yield Optional.empty();
      }
      case Transfer.Moved.Wrong(String why) ->
          Optional.of(
              new Outcome.Refused(
                  "%s changed while it was read (%s): publish again"
                      .formatted(object.path(), why)));
      case Transfer.Moved.Failed(String why, _) ->
          Optional.of(new Outcome.Unreachable(object.path() + " was not uploaded: " + why));
    };
  }
}
