package io.fairlead.health;

import java.util.List;

/**
 * Attempts and losses of the last minute, in six buckets of ten seconds.
 *
 * @param newest number of the newest bucket: epoch seconds / 10
 * @param sent attempts by bucket, newest first
 * @param lost losses by bucket, newest first
 */
public record LossWindow(long newest, List<Integer> sent, List<Integer> lost) {
  /** Buckets kept. */
  public static final int BUCKETS = 6;

  /** Nothing sent yet. */
  public static final LossWindow EMPTY = new LossWindow(0, List.of(), List.of());

  public LossWindow {
    sent = List.copyOf(sent);
    lost = List.copyOf(lost);
  }
}
