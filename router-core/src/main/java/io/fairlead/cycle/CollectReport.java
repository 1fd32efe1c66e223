package io.fairlead.cycle;

import io.fairlead.artifact.Condemned;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a collection ended.
 *
 * @param kept versions that are kept, and all that they need
 * @param waiting what is needed no more, for less than the grace time
 * @param due what was or would be deleted
 * @param deleted what was
 * @param next when the first of those that wait is due; null = none waits
 */
public record CollectReport(
    Outcome outcome, Kept kept, Tally waiting, Tally due, Tally deleted, @Nullable Instant next) {
  /**
   * What is kept.
   *
   * @param versions of all sets
   */
  public record Kept(int versions, Tally needed) {
    static final Kept NOTHING = new Kept(0, Tally.NOTHING);
  }

  /** Things and their bytes. */
  public record Tally(int things, long bytes) {
    /** None. */
    public static final Tally NOTHING = new Tally(0, 0);

    static Tally of(Collection<? extends Condemned> some) {
      return new Tally(some.size(), some.stream().mapToLong(Condemned::length).sum());
    }
  }

  /** How it ended. */
  public sealed interface Outcome {
    /** All that was due is gone. */
    record Done() implements Outcome {}

    /** This was a dry run. */
    record Planned() implements Outcome {}

    /** Nothing was deleted, because something is not as it must be. */
    record Refused(String sentence) implements Outcome {}

    /** Somebody published or collected meanwhile; nothing was deleted. */
    record Overtaken(String sentence) implements Outcome {}

    /** A part was not reachable; nothing was deleted. */
    record Unreachable(String why) implements Outcome {}

    /** Some of what was due is not gone; the next run goes on. */
    record Partly(String why) implements Outcome {}
  }

  static CollectReport ended(Outcome outcome) {
    return new CollectReport(
        outcome, Kept.NOTHING, Tally.NOTHING, Tally.NOTHING, Tally.NOTHING, null);
  }

  CollectReport with(Outcome other, List<Condemned> gone) {
    return new CollectReport(other, kept, waiting, due, Tally.of(gone), next);
  }
}
