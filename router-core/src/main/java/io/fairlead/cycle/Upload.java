package io.fairlead.cycle;

import io.fairlead.artifact.ArtifactObject;
import io.fairlead.artifact.Blob;
import io.fairlead.artifact.DraftPages;
import io.fairlead.artifact.Manifest;
import io.fairlead.artifact.RegionChanges;
import io.fairlead.artifact.ReplicationPlan;
import io.fairlead.artifact.Selector;
import io.fairlead.artifact.Version;
import io.fairlead.cycle.PublishReport.Outcome;
import io.fairlead.cycle.PublishReport.Uploaded;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
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
  private static final Selector ALL = new Selector.All();

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
   * Uploads what a version brings, then its pages. What the version before has is there: its
   * manifest came after it.
   *
   * @return why not all is there; empty where it is
   */
  Optional<Outcome> all(@Nullable Version before, Manifest next, DraftPages draft) {
    Batches<ArtifactObject, Outcome> batches = new Batches<>(Batches.OBJECTS, this::lacking);
    Version version = Version.unsigned(next, draft);
    Set<Blob> there = new HashSet<>();
    ReplicationPlan.Applied has = null;
    if (before != null) {
      has = new ReplicationPlan.Applied(before, ALL);
      there.addAll(before.manifest().objects().blobs());
      there.addAll(before.manifest().deletions().tombstones().blobs());
    }
    new RegionChanges(has, version, ALL).brought(batches::add);
    return batches.ended().or(() -> pages(version, there));
  }

  private Optional<Outcome> lacking(List<ArtifactObject> some) {
    Map<Blob, ArtifactObject> wanted = new LinkedHashMap<>();
    some.forEach(object -> wanted.putIfAbsent(object.blob(), object));
    return switch (parts.store().lacking(wanted.keySet(), deadline)) {
      case Reading.Unreadable<Set<Blob>>(String why) -> Optional.of(new Outcome.Unreachable(why));
      case Reading.Known<Set<Blob>>(Set<Blob> lacking) -> {
        wanted.keySet().retainAll(lacking);
        yield each(wanted.values());
      }
    };
  }

  private Optional<Outcome> pages(Version version, Set<Blob> there) {
    return new PageCopy(parts.lanes(), (blob, page) -> parts.store().keep(blob, page, deadline))
        .bring(version, there)
        .map(Outcome.Unreachable::new);
  }

  /**
   * Reads everything that a version has in the store, and uploads again what is damaged or gone.
   *
   * @param draft holds all of its pages
   * @return why not all is there; empty where it is
   */
  Optional<Outcome> mend(Manifest there, DraftPages draft) {
    Version version = Version.unsigned(there, draft);
    Batches<ArtifactObject, Outcome> batches = new Batches<>(Batches.OBJECTS, this::damaged);
    Iterator<ArtifactObject> objects = version.taken(ALL);
    boolean going = true;
    while (going && objects.hasNext()) {
      going = batches.add(objects.next());
    }
    return batches.ended().or(() -> pages(version, Set.of()));
  }

  private Optional<Outcome> damaged(List<ArtifactObject> some) {
    Set<String> damaged =
        new Contents(parts.store(), parts.lanes(), deadline).problems(some).keySet();
    return each(some.stream().filter(object -> damaged.contains(object.path())).toList());
  }

  /** What went to the store so far. */
  Uploaded done() {
    return new Uploaded(objects.get(), bytes.get());
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
          Optional.of(new Outcome.Refused(content.spoilt(object, why)));
      case Transfer.Moved.Failed(String why, _) ->
          Optional.of(new Outcome.Unreachable(object.path() + " was not uploaded: " + why));
    };
  }
}
