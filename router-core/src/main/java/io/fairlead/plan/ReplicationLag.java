package io.fairlead.plan;

import java.time.Duration;

/**
 * How far a region's copy of an artifact set is behind its master.
 *
 * @param set the artifact set
 * @param bound lag beyond which the region takes no new share
 * @param lossBound lag beyond which promoting the copy would lose more than the set allows
 */
public record ReplicationLag(String set, Copy copy, Duration bound, Duration lossBound)
    implements Lag {
  public ReplicationLag {
    if (bound.isNegative() || lossBound.isNegative()) {
      throw new IllegalArgumentException(
          "bound " + bound + " or loss bound " + lossBound + " is negative");
    }
  }

  /** What is known of a copy. */
  public sealed interface Copy {
    /**
     * It was seen.
     *
     * @param lag time of the master's that the copy is not known to have: what would be lost of it
     * @param version that readers have; 0 = none
     * @param head newest version
     * @param objects that differ from the newest version
     * @param bytes that it would take to copy
     */
    record Measured(Duration lag, long version, long head, int objects, long bytes)
        implements Copy {
      public Measured {
        if (lag.isNegative()) {
          throw new IllegalArgumentException("lag " + lag + " is negative");
        }
      }
    }

    /** Nobody can tell: it counts neither as behind nor as fresh. */
    record NotKnown(String why) implements Copy {}
  }

  @Override
  public boolean isKnown() {
    return copy instanceof Copy.Measured;
  }

  @Override
  public boolean beyond(boolean promoted) {
    return copy instanceof Copy.Measured measured
        && (hasNothing(measured) || measured.lag().compareTo(limit(promoted)) > 0);
  }

  @Override
  public boolean losesTooMuch() {
    return copy instanceof Copy.Measured measured
        && (hasNothing(measured) || measured.lag().compareTo(lossBound) > 0);
  }

  /** Then its lag is of no meaning: nobody knows when the first version was made. */
  private static boolean hasNothing(Copy.Measured measured) {
    return measured.version() == 0 && measured.head() > 0;
  }

  /** The bound that counts. */
  private Duration limit(boolean promoted) {
    return promoted && lossBound.compareTo(bound) < 0 ? lossBound : bound;
  }

  @Override
  public String most(boolean promoted) {
    return Durations.text(limit(promoted));
  }

  @Override
  public String mostLost() {
    return Durations.text(lossBound);
  }

  /** As in {@code its copy of gateway is 12 min behind, at version 3 of 5: 2 objects, 812 B}. */
  @Override
  public String text() {
    return "its copy of "
        + set
        + switch (copy) {
          case Copy.NotKnown(String why) -> " is not known: " + why;
          case Copy.Measured(var _, long version, long head, int objects, long bytes)
              when version == 0 && head > 0 ->
              " has nothing of version %d: %s, %d B".formatted(head, objects(objects), bytes);
          case Copy.Measured(Duration lag, long version, long head, int objects, long bytes)
              when version < head ->
              " is %s behind, at version %d of %d: %s, %d B"
                  .formatted(Durations.measured(lag), version, head, objects(objects), bytes);
          case Copy.Measured(Duration lag, long version, long _, int _, long _)
              when lag.compareTo(bound) > 0 ->
              " is at version %d, the newest that was seen %s before its master was heard last"
                  .formatted(version, Durations.measured(lag));
          case Copy.Measured(Duration _, long version, long _, int _, long _) ->
              " is in step, at version %d".formatted(version);
        };
  }

  private static String objects(int count) {
    return count == 1 ? "1 object" : count + " objects";
  }
}
