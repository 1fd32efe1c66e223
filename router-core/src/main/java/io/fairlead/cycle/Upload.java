package io.fairlead.cycle;

import io.fairlead.artifact.ArtifactObject;
import io.fairlead.artifact.Blob;
import io.fairlead.artifact.Manifest;
import io.fairlead.artifact.Published;
import io.fairlead.cycle.PublishReport.Outcome;
import io.fairlead.cycle.PublishReport.Uploaded;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.BlobStream;
import io.fairlead.port.FaultWords;
import io.fairlead.port.PortException;
import io.fairlead.port.Reading;
import io.fairlead.port.VerifiedStream;
import io.fairlead.port.WrongContent;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings to a store what it does not have of a manifest's content. */
final class Upload {
  private final ArtifactStore store;
  private final PublishContent content;
  private final Instant deadline;
  private int objects;
  private long bytes;

  Upload(ArtifactStore store, PublishContent content, Instant deadline) {
    this.store = store;
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
    Set<Blob> there = new HashSet<>();
    if (before != null) {
      before.manifest().objects().forEach(object -> there.add(object.blob()));
    }
    for (ArtifactObject object : next.objects()) {
      if (there.add(object.blob())) {
        Optional<Outcome> failed = one(object);
        if (failed.isPresent()) {
          return failed;
        }
      }
    }
    return Optional.empty();
  }

  /** What went to the store so far. */
  Uploaded done() {
    return new Uploaded(objects, bytes);
  }

  private Optional<Outcome> one(ArtifactObject object) {
    return switch (store.has(object.blob(), deadline)) {
      case Reading.Unreadable<Boolean>(String why) -> Optional.of(new Outcome.Unreachable(why));
      case Reading.Known<Boolean>(Boolean has) -> has ? Optional.empty() : sent(object);
    };
  }

  private Optional<Outcome> sent(ArtifactObject object) {
    return switch (content.open(object, deadline)) {
      case Reading.Unreadable<BlobStream>(String why) ->
          Optional.of(new Outcome.Unreachable(object.path() + ": " + why));
      case Reading.Known<BlobStream>(BlobStream opened) -> {
        try (VerifiedStream stream = new VerifiedStream(object.blob(), opened)) {
          yield counted(object, store.keep(object.blob(), stream, deadline));
        } catch (WrongContent changed) {
          yield Optional.of(
              new Outcome.Refused(
                  "%s changed while it was read (%s): publish again"
                      .formatted(object.path(), changed.getMessage())));
        } catch (PortException lost) {
          yield Optional.of(new Outcome.Unreachable(object.path() + ": " + FaultWords.of(lost)));
        }
      }
    };
  }

  private Optional<Outcome> counted(ArtifactObject object, ApplyOutcome kept) {
    if (!(kept instanceof ApplyOutcome.Accepted)) {
      return Optional.of(new Outcome.Unreachable(object.path() + " was not kept: " + kept.text()));
    }
    objects++;
    bytes += object.blob().length();
    return Optional.empty();
  }
}
