package io.fairlead.cycle;

import io.fairlead.artifact.Difference;
import io.fairlead.artifact.Drift;
import io.fairlead.artifact.Pointer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one run of the replicate cycle ended.
 *
 * @param before version that readers saw when it began; null = none
 * @param wanted version that the store points at; null = it could not be read, or none is there
 * @param made when the wanted version was made; null = its manifest was not read, or may not be
 *     believed
 * @param beforeMade when the version before was made; null = as for the wanted one
 * @param difference what the wanted version makes of the one before, for this region
 * @param drift what somebody had changed at the destination; {@link Drift#NONE} where nobody looked
 * @param copied what came from the store
 * @param remarks what people should know besides, each a sentence
 */
public record ReplicateReport(
    Outcome outcome,
    @Nullable Pointer before,
    @Nullable Pointer wanted,
    @Nullable Instant made,
    @Nullable Instant beforeMade,
    Difference difference,
    Drift drift,
    Copied copied,
    List<String> remarks) {
  public ReplicateReport {
    remarks = List.copyOf(remarks);
  }

  /** Of a run that could not begin. */
  public static ReplicateReport held(String why) {
    return new ReplicateDraft(null).ended(new Outcome.Held(why));
  }

  /**
   * What a copy cost.
   *
   * @param objects that came from the store
   * @param kept objects that were there already and are right
   */
  public record Copied(int objects, long bytes, int kept) {
    static final Copied NOTHING = new Copied(0, 0, 0);
  }

  /** How it ended. */
  public sealed interface Outcome {
    /** For programs, as in {@code upToDate}. */
    default String word() {
      return switch (this) {
        case UpToDate _ -> "upToDate";
        case NothingPublished _ -> "nothingPublished";
        case Planned _ -> "planned";
        case Applied _ -> "applied";
        case Refused _ -> "refused";
        case Held _ -> "held";
        case RolledBack _ -> "rolledBack";
        case Mixed _ -> "mixed";
      };
    }

    /** Why it ended so, in one sentence; empty where that needs no reason. */
    default String reason() {
      return switch (this) {
        case UpToDate _, NothingPublished _, Planned _, Applied _ -> "";
        case Refused(String sentence) -> sentence;
        case Held(String why) -> why;
        case RolledBack(String why) -> why;
        case Mixed(String why) -> why;
      };
    }

    /** Readers see what they should; nothing was done. */
    record UpToDate() implements Outcome {}

    /** The set was never published. */
    record NothingPublished() implements Outcome {}

    /** Something would be done: this was a dry run. */
    record Planned() implements Outcome {}

    /** Readers see the wanted version, read back and compared. */
    record Applied() implements Outcome {}

    /** Readers see what they saw before: nothing of what the store gave is used. */
    record Refused(String sentence) implements Outcome {}

    /** Readers see what they saw before; the next run goes on. */
    record Held(String why) implements Outcome {}

    /** Readers see the version before again: what they were shown was not what it should be. */
    record RolledBack(String why) implements Outcome {}

    /**
     * A switch was begun and neither done nor undone: readers may see parts of two versions until a
     * later run has ended it.
     */
    record Mixed(String why) implements Outcome {}
  }
}
