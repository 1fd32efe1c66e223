package io.fairlead.health;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Attempts and losses of the last minute, in six buckets of ten seconds. Only probes that passed in
 * the end are counted: what is lost for good is an outage, and must not make the next outage look
 * like a lossy path.
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

  private static final int BUCKET_SECONDS = 10;

  public LossWindow {
    sent = List.copyOf(sent);
    lost = List.copyOf(lost);
    if (sent.size() != lost.size() || sent.size() > BUCKETS) {
      throw new IllegalArgumentException(
          sent.size() + " and " + lost.size() + " buckets are not equal and at most " + BUCKETS);
    }
  }

  /** With more attempts in the bucket of an instant; a clock that jumps a minute starts anew. */
  LossWindow plus(Instant at, int moreSent, int moreLost) {
    long bucket = bucket(at);
    long shift = bucket - newest;
    if (sent.isEmpty() || Math.abs(shift) >= BUCKETS) {
      return new LossWindow(bucket, List.of(moreSent), List.of(moreLost));
    }
    return new LossWindow(
        Math.max(newest, bucket), added(sent, shift, moreSent), added(lost, shift, moreLost));
  }

  /** Attempts and losses in the newest buckets up to an instant, that of the instant included. */
  Losses newest(int buckets, Instant now) {
    long ahead = bucket(now) - newest;
    int allSent = 0;
    int allLost = 0;
    for (int index = 0; index < sent.size(); index++) {
      long age = ahead + index;
      if (age >= 0 && age < buckets) {
        allSent += sent.get(index);
        allLost += lost.get(index);
      }
    }
    return new Losses(allSent, allLost);
  }

  private static long bucket(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), (long) BUCKET_SECONDS);
  }

  private static List<Integer> added(List<Integer> counts, long shift, int more) {
    List<Integer> shifted = new ArrayList<>(Collections.nCopies((int) Math.max(0, shift), 0));
    shifted.addAll(counts);
    int index = (int) Math.max(0, -shift);
    while (shifted.size() <= index) {
      shifted.add(0);
    }
    shifted.set(index, shifted.get(index) + more);
    return shifted.subList(0, Math.min(BUCKETS, shifted.size()));
  }
}
