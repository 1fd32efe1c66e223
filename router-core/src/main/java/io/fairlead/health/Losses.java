package io.fairlead.health;

/** Attempts and how many of them were lost. */
record Losses(int sent, int lost) {
  static final Losses NONE = new Losses(0, 0);

  Losses {
    if (lost < 0 || lost > sent) {
      throw new IllegalArgumentException(lost + " losses in " + sent + " attempts");
    }
  }

  Losses plus(int moreSent, int moreLost) {
    return new Losses(sent + moreSent, lost + moreLost);
  }

  Losses plus(Losses other) {
    return plus(other.sent, other.lost);
  }

  /** The share lost, 0-1; 0 where nothing was sent. */
  double rate() {
    return sent == 0 ? 0 : (double) lost / sent;
  }

  /** The share lost, 0-1, one standard deviation up, as a small sample demands. */
  double cautiousRate() {
    return sent == 0 ? 0 : Math.min(1, (lost + StrictMath.sqrt(lost)) / sent);
  }
}
