package io.fairlead.quorum;

import java.util.Comparator;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Names one attempt to change the register; the higher one wins. A ballot is never used by two
 * attempts, which is what makes answering an equal ballot safe (CASPaxos, arXiv 1802.07000).
 *
 * @param counter unsigned; one above every counter the attempt has seen
 * @param high upper half of the attempt's 128 random bits
 * @param low lower half
 */
public record Ballot(long counter, long high, long low) implements Comparable<Ballot> {
  /** Below every ballot of an attempt: nothing was promised or accepted. */
  public static final Ballot ZERO = new Ballot(0, 0, 0);

  private static final Comparator<Ballot> ORDER =
      Comparator.comparing(Ballot::counter, Long::compareUnsigned)
          .thenComparing(Ballot::high, Long::compareUnsigned)
          .thenComparing(Ballot::low, Long::compareUnsigned);
  private static final HexFormat HEX = HexFormat.of();
  private static final int DIGITS = 16;

  /**
   * The ballot of a new attempt above a counter.
   *
   * @param attempt 128 random bits made for this attempt alone, after any restore of a snapshot
   */
  public static Ballot above(Ballot seen, UUID attempt) {
    if (seen.counter == -1) {
      throw new IllegalStateException("ballot counters are used up at " + seen);
    }
    return new Ballot(
        seen.counter + 1, attempt.getMostSignificantBits(), attempt.getLeastSignificantBits());
  }

  /** The ballot of a text made by {@link #toString()}. */
  public static Ballot parse(String text) {
    if (text.length() != 3 * DIGITS + 2) {
      throw new IllegalArgumentException("'" + text + "' is no ballot of three 16-digit numbers");
    }
    return new Ballot(part(text, 0), part(text, 1), part(text, 2));
  }

  @Override
  public int compareTo(Ballot other) {
    return ORDER.compare(this, other);
  }

  /** Whether this is above another. */
  public boolean above(Ballot other) {
    return compareTo(other) > 0;
  }

  /** Fixed width, so that the order of texts is the order of ballots. */
  @Override
  public String toString() {
    return HEX.toHexDigits(counter) + "-" + HEX.toHexDigits(high) + "-" + HEX.toHexDigits(low);
  }

  private static long part(String text, int index) {
    int from = index * (DIGITS + 1);
    return HexFormat.fromHexDigitsToLong(text, from, from + DIGITS);
  }
}
