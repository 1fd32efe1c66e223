package io.fairlead.token;

/** A row of pages of one home region; a page of another row is never taken for it. */
public record FeedId(String fleet, String home, Kind kind) {
  /** Who reads it. */
  public enum Kind {
    /** The home region alone: all its tokens, sealed for itself. */
    LEDGER("ledger"),
    /** The other regions: what concerns them, sealed for each. */
    FEED("feed");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /** Its name in a store; no artifact set has a dot in its name. */
  public String name() {
    return kind.word + "." + home;
  }

  /** Fleet, home and kind on one line. */
  String text() {
    return fleet + " " + home + " " + kind.word;
  }
}
