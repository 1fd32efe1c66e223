package io.fairlead.token;

import io.fairlead.artifact.ManifestLines;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What is public of a token: everything that decides where and how long it is active, and nothing
 * of what it is or whose.
 *
 * @param issued whole seconds
 * @param expires whole seconds
 */
public record TokenGrant(TokenId id, TokenScope scope, Instant issued, Instant expires) {
  public TokenGrant {
    if (!isWhole(issued) || !isWhole(expires) || !expires.isAfter(issued)) {
      throw new IllegalArgumentException(
          "issued %s, expires %s: whole seconds, and a token expires after it is issued"
              .formatted(issued, expires));
    }
  }

  /** As in pages, without its boxes. */
  String text() {
    return "%s %d %d %s"
        .formatted(id.hex(), issued.getEpochSecond(), expires.getEpochSecond(), scope.text());
  }

  /** From the first five fields of a page's line. */
  static TokenGrant parse(String home, String[] fields) {
    return new TokenGrant(
        new TokenId(fields[0]),
        TokenScope.parse(home, fields[3], fields[4]),
        time(fields[1]),
        time(fields[2]));
  }

  private static boolean isWhole(Instant time) {
    return time.equals(time.truncatedTo(ChronoUnit.SECONDS));
  }

  private static Instant time(String seconds) {
    return Instant.ofEpochSecond(ManifestLines.number(seconds, "time in seconds"));
  }
}
