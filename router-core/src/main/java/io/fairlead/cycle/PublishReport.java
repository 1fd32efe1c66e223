package io.fairlead.cycle;

import io.fairlead.artifact.Difference;
import io.fairlead.artifact.Manifest;
import io.fairlead.artifact.Published;
import org.jspecify.annotations.Nullable;

/**
 * How publishing a set ended.
 *
 * @param before the version that was there; null = none
 * @param next what was to be published; null = it did not come to that
 * @param uploaded objects that the store did not have
 */
public record PublishReport(
    Outcome outcome,
    @Nullable Published before,
    @Nullable Manifest next,
    Difference difference,
    Uploaded uploaded) {
  /** What went to the store. */
  public record Uploaded(int objects, long bytes) {
    static final Uploaded NOTHING = new Uploaded(0, 0);
  }

  /** How it ended. */
  public sealed interface Outcome {
    /** Readers find it from now on. */
    record Done(Published published) implements Outcome {}

    /** It would be published: this was a dry run. */
    record Planned() implements Outcome {}

    /** The last version has this content and is fresh. */
    record Unchanged() implements Outcome {}

    /** Nothing was published. */
    record Refused(String sentence) implements Outcome {}

    /** Somebody else published at the same time; nothing of this one is seen. */
    record Overtaken() implements Outcome {}

    /** A part was not reachable; nothing of it is seen. */
    record Unreachable(String why) implements Outcome {}

    /** The answer to the last step was lost: it may be seen now or later. */
    record Unknown(String why) implements Outcome {}
  }
}
