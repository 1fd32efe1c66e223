package io.fairlead.local.observe;

import io.fairlead.health.Observation;
import java.util.Comparator;

/** The order of observation entries: (slot, run id, sequence), as in {@link Observation}. */
public record Rank(long slot, String runId, long sequence) implements Comparable<Rank> {
  private static final Comparator<Rank> ORDER =
      Comparator.comparingLong(Rank::slot)
          .thenComparing(Rank::runId)
          .thenComparingLong(Rank::sequence);
  private static final int MAX_RUN_ID = 128;

  public Rank {
    if (runId.isEmpty()
        || runId.length() > MAX_RUN_ID
        || runId.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException(
          "run id '" + runId + "' is not 1-" + MAX_RUN_ID + " visible ASCII characters");
    }
  }

  /** The rank of an observation. */
  public static Rank of(Observation observation) {
    return new Rank(observation.slot(), observation.runId(), observation.sequence());
  }

  /** As in {@code 12 run-7 3}. */
  public String text() {
    return slot + " " + runId + " " + sequence;
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when it is no rank
   */
  public static Rank parse(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("'" + text + "' is not 'slot run sequence'");
    }
    return new Rank(Long.parseLong(parts[0]), parts[1], Long.parseLong(parts[2]));
  }

  @Override
  public int compareTo(Rank other) {
    return ORDER.compare(this, other);
  }
}
