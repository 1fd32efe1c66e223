package io.fairlead.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A time in which attempts get lost, independently of each other.
 *
 * @param share of all attempts, 0-1
 * @param calm time before it; zero = from the very first probe
 * @param lasting how long it lasts; an outage begins in the interval after its middle
 */
record Loss(String name, double share, Duration calm, Duration lasting, Outage outage) {
  static final double THIRD = 0.33;
  private static final Duration CALM = Duration.ofSeconds(60);
  private static final Duration LASTING = Duration.ofSeconds(120);

  /** What really breaks in the middle. */
  enum Outage {
    /** Nothing: each change is a false one. */
    NONE,

    /** All of us-east: its nodes, its run, its cell and its flag store. */
    REGION_DARK,

    /** The holder of eu-west's address accepts nothing and answers nothing. */
    HOLDER_HUNG,

    /** The holder of eu-west's address refuses connections. */
    HOLDER_KILLED
  }

  Loss {
    if (share < 0 || share >= 1) {
      throw new IllegalArgumentException("loss " + share + " is not within 0-1");
    }
  }

  /** Every row of the published table. */
  static List<Loss> all() {
    List<Loss> all = new ArrayList<>();
    all.add(new Loss("33 % from the first probe", THIRD, Duration.ZERO, LASTING, Outage.NONE));
    all.add(of("10 % all of a sudden", 0.1, Outage.NONE));
    all.add(of("33 % all of a sudden", THIRD, Outage.NONE));
    all.add(of("50 % all of a sudden", 0.5, Outage.NONE));
    for (Outage outage : Outage.values()) {
      if (outage != Outage.NONE) {
        String what = outage.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        all.add(of(what + ", no loss", 0, outage));
        all.add(of(what + ", 33 %", THIRD, outage));
      }
    }
    return List.copyOf(all);
  }

  /** A loss that begins after a calm minute and lasts two. */
  static Loss of(String name, double share, Outage outage) {
    return new Loss(name, share, CALM, LASTING, outage);
  }
}
