package io.fairlead.health;

/**
 * The outcomes of the last attempts at one target, lossless or lost.
 *
 * @param bits newest in bit 0, 1 = lost
 * @param count how many bits are filled, 0-{@value #KEPT}
 */
record Attempts(int bits, int count) {
  /** Attempts kept. */
  static final int KEPT = 20;

  static final Attempts NONE = new Attempts(0, 0);

  private static final int MASK = (1 << KEPT) - 1;

  static Attempts of(TargetRecord known) {
    return new Attempts(known.recent(), known.recentCount());
  }

  /** With the attempts of one more probe; a passed probe ends with its passing attempt. */
  Attempts plus(ProbeResult result) {
    return plus(result.failures(), 1).plus(result.attempts() - result.failures(), 0);
  }

  private Attempts plus(int more, int bit) {
    int added = Math.min(more, KEPT);
    int fill = bit == 0 ? 0 : (1 << added) - 1;
    return new Attempts((bits << added | fill) & MASK, Math.min(KEPT, count + added));
  }

  /** Attempts lost in a row, up to the newest. */
  int run() {
    return Math.min(count, Integer.numberOfTrailingZeros(~bits));
  }

  /** Attempts that were lost. */
  int lost() {
    return Integer.bitCount(bits);
  }

  /** The attempts before the present run of losses, at most so many, newest first. */
  Losses beforeRun(int most) {
    int taken = Math.min(most, count - run());
    return new Losses(taken, Integer.bitCount((bits >>> run()) & ((1 << taken) - 1)));
  }
}
