package io.fairlead.token;

import java.util.List;
import java.util.stream.Stream;

/** Where a token may be accepted besides the region that issued it. */
public enum TokenClass {
  /** Nowhere: its record never leaves. */
  REGION_LOCAL("region-local"),
  /** In one named region, while that region has taken over the home region. */
  STANDBY("standby"),
  /** In every region that was named when it was issued. */
  GLOBAL("global");

  private static final String RESERVED = "exchangeable";

  private final String word;

  TokenClass(String word) {
    this.word = word;
  }

  /** As people and pages write it. */
  public String word() {
    return word;
  }

  /** All words, in the order of how far they go. */
  public static List<String> words() {
    return Stream.of(values()).map(TokenClass::word).toList();
  }

  /**
   * The class of a word.
   *
   * @throws IllegalArgumentException with a sentence for people
   */
  public static TokenClass parse(String word) {
    for (TokenClass each : values()) {
      if (each.word.equals(word)) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        word.equals(RESERVED)
            ? "the token class 'exchangeable' (RFC 8693) is reserved and refused until it is built"
            : "there is no token class '%s'; there are %s"
                .formatted(word, String.join(", ", words())));
  }
}
