package io.fairlead.cycle;

import io.fairlead.artifact.ArtifactObject;
import io.fairlead.artifact.Blob;
import io.fairlead.artifact.FoundFile;
import io.fairlead.artifact.ObjectRule;
import io.fairlead.artifact.Published;
import io.fairlead.artifact.Selector;
import io.fairlead.artifact.Version;
import io.fairlead.port.ArtifactSource;
import io.fairlead.port.BlobStream;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a new version of a set holds. */
public interface PublishContent {
  /**
   * Goes over its objects, sorted by path.
   *
   * @param each gets one after the other; may throw {@link IllegalArgumentException} where no set
   *     can be made of them
   */
  Answer objects(@Nullable Version before, Consumer<ArtifactObject> each, Instant deadline);

  /** The content of an object that the store does not have. */
  Reading<BlobStream> open(ArtifactObject object, Instant deadline);

  /** For people: an object is read, and is not what {@link #objects} said. */
  default String spoilt(ArtifactObject object, String why) {
    return "%s changed while it was read (%s): publish again".formatted(object.path(), why);
  }

  /** Answer to {@code objects}. */
  sealed interface Answer {
    /** That was all. */
    record All() implements Answer {}

    /** A set cannot be made of it. */
    record Refused(String why) implements Answer {}

    /** It cannot be read now. */
    record Unreadable(String why) implements Answer {}
  }

  /** All files of a source, with kinds and tags by rules. */
  static PublishContent of(ArtifactSource source, List<ObjectRule> rules) {
    return new PublishContent() {
      @Override
      public Answer objects(
          @Nullable Version before, Consumer<ArtifactObject> each, Instant deadline) {
        AtomicReference<@Nullable String> refused = new AtomicReference<>();
        Reading<Integer> read =
            source.files(
                file -> {
                  refused.set(objection(file, rules, each));
                  return refused.get() == null;
                },
                deadline);
        String why = refused.get();
        if (why != null) {
          return new Answer.Refused(why);
        }
        return switch (read) {
          case Reading.Unreadable<Integer>(String trouble) -> new Answer.Unreadable(trouble);
          case Reading.Known<Integer> _ ->
              source.objection().<Answer>map(Answer.Refused::new).orElseGet(Answer.All::new);
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
      public Answer objects(
          @Nullable Version before, Consumer<ArtifactObject> each, Instant deadline) {
        if (before != null) {
          before.each(new Selector.All(), each);
        }
        return new Answer.All();
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
      public Answer objects(
          @Nullable Version before, Consumer<ArtifactObject> each, Instant deadline) {
        if (before == null) {
          return new Answer.Refused("the set was never published: there is nothing to go back to");
        }
        PublishedSet.History history = set.before(before.published(), Integer.MAX_VALUE, deadline);
        for (Published one : history.versions()) {
          if (one.manifest().version() == version) {
            set.version(one, deadline).each(new Selector.All(), each);
            return new Answer.All();
          }
        }
        return new Answer.Refused(
            "there is no version %d to go back to; the set is at version %d%s"
                .formatted(
                    version,
                    before.manifest().version(),
                    history.end().map(why -> ", and " + why).orElse("")));
      }

      @Override
      public Reading<BlobStream> open(ArtifactObject object, Instant deadline) {
        return new Reading.Unreadable<>("the store has it no more");
      }
    };
  }

  /** Passes a file on as an object; why that cannot be, or null where it can. */
  private static @Nullable String objection(
      FoundFile file, List<ObjectRule> rules, Consumer<ArtifactObject> each) {
    Blob blob = file.blob();
    if (blob == null) {
      return "'"
          + file.path()
          + "' is no plain file: a set holds files, neither links nor anything else";
    }
    try {
      each.accept(ObjectRule.labelled(file.path(), blob, rules));
      return null;
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
