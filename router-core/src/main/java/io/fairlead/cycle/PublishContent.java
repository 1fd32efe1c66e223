package io.fairlead.cycle;

import io.fairlead.artifact.ArtifactObject;
import io.fairlead.artifact.Blob;
import io.fairlead.artifact.FoundFile;
import io.fairlead.artifact.ObjectRule;
import io.fairlead.artifact.Published;
import io.fairlead.port.ArtifactSource;
import io.fairlead.port.BlobStream;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a new version of a set holds. */
public interface PublishContent {
  /** Its objects. */
  Answer objects(@Nullable Published before, Instant deadline);

  /** The content of an object that the store does not have. */
  Reading<BlobStream> open(ArtifactObject object, Instant deadline);

  /** Answer to {@code objects}. */
  sealed interface Answer {
    record Objects(List<ArtifactObject> objects) implements Answer {
      public Objects {
        objects = List.copyOf(objects);
      }
    }

    /** A set cannot be made of it. */
    record Refused(String why) implements Answer {}

    /** It cannot be read now. */
    record Unreadable(String why) implements Answer {}
  }

  /** All files of a source, with kinds and tags by rules. */
  static PublishContent of(ArtifactSource source, List<ObjectRule> rules) {
    return new PublishContent() {
      @Override
      public Answer objects(@Nullable Published before, Instant deadline) {
        return switch (source.files(deadline)) {
          case Reading.Unreadable<List<FoundFile>>(String why) -> new Answer.Unreadable(why);
          case Reading.Known<List<FoundFile>>(List<FoundFile> files) ->
              source
                  .objection()
                  .<Answer>map(Answer.Refused::new)
                  .orElseGet(() -> labelled(files, rules));
        };
      }

      @Override
      public Reading<BlobStream> open(ArtifactObject object, Instant deadline) {
        return source.open(object.path(), deadline);
      }
    };
  }

  /** What the newest version holds: all of it is in the store. */
  static PublishContent standing() {
    return new PublishContent() {
      @Override
      public Answer objects(@Nullable Published before, Instant deadline) {
        return new Answer.Objects(before == null ? List.of() : before.manifest().objects());
      }

      @Override
      public Reading<BlobStream> open(ArtifactObject object, Instant deadline) {
        return new Reading.Unreadable<>("the store lacks " + object.path());
      }
    };
  }

  /** What an earlier version held. */
  static PublishContent earlier(PublishedSet set, long version) {
    return new PublishContent() {
      @Override
      public Answer objects(@Nullable Published before, Instant deadline) {
        if (before == null) {
          return new Answer.Refused("the set was never published: there is nothing to go back to");
        }
        PublishedSet.History history = set.before(before, Integer.MAX_VALUE, deadline);
        for (Published each : history.versions()) {
          if (each.manifest().version() == version) {
            return new Answer.Objects(each.manifest().objects());
          }
        }
        return new Answer.Refused(
            "there is no version %d to go back to; the set is at version %d%s"
                .formatted(
                    version,
                    before.manifest().version(),
                    history.broken().map(why -> ", and not all are readable: " + why).orElse("")));
      }

      @Override
      public Reading<BlobStream> open(ArtifactObject object, Instant deadline) {
        return new Reading.Unreadable<>("the store has it no more");
      }
    };
  }

  private static Answer labelled(List<FoundFile> files, List<ObjectRule> rules) {
    List<ArtifactObject> objects = new ArrayList<>();
    for (FoundFile file : files) {
      Blob blob = file.blob();
      if (blob == null) {
        return new Answer.Refused(
            "'"
                + file.path()
                + "' is no plain file: a set holds files, neither links nor anything else");
      }
      try {
        objects.add(ObjectRule.labelled(file.path(), blob, rules));
      } catch (IllegalArgumentException e) {
        return new Answer.Refused(String.valueOf(e.getMessage()));
      }
    }
    return new Answer.Objects(objects);
  }
}
