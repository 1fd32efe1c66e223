package io.fairlead.quorum.sim;

import java.util.Random;

/**
 * How bad a schedule is, drawn from its seed.
 *
 * @param loss percent of requests, and of answers, that are lost
 * @param repeated percent of requests that arrive twice
 * @param late percent of messages that arrive very late, up to long after the caller gave up
 * @param cellDeaths how often a cell dies and comes back with what it had
 * @param clientDeaths how many clients are killed
 */
record Faults(int loss, int repeated, int late, int cellDeaths, int clientDeaths) {
  static final Faults NONE = new Faults(0, 0, 0, 0, 0);

  private static final int FAULT_FREE_PERCENT = 5;

  static Faults draw(Random random) {
    if (random.nextInt(100) < FAULT_FREE_PERCENT) {
      return NONE;
    }
    return new Faults(
        pick(random, 0, 5, 15, 30),
        pick(random, 0, 10, 30, 60),
        pick(random, 0, 5, 15, 40),
        random.nextInt(4),
        random.nextInt(4));
  }

  private static int pick(Random random, int... from) {
    return from[random.nextInt(from.length)];
  }
}
