package io.fairlead.gateway.http;

import java.nio.charset.StandardCharsets;

/**
 * Looks for a text in a body that arrives in pieces, without keeping the body (Knuth, Morris,
 * Pratt: SIAM J. Comput. 6, 1977).
 */
final class BodyMatch {
  private final byte[] wanted;
  private final int[] fallback;
  private int matched;

  BodyMatch(String text) {
    wanted = text.getBytes(StandardCharsets.UTF_8);
    fallback = fallbacks(wanted);
  }

  /** Feeds one byte; whether the text is complete. An empty text is complete from the start. */
  boolean feed(byte next) {
    if (found()) {
      return true;
    }
    while (matched > 0 && wanted[matched] != next) {
      matched = fallback[matched - 1];
    }
    if (wanted[matched] == next) {
      matched++;
    }
    return found();
  }

  /** Whether the text has been seen. */
  boolean found() {
    return matched == wanted.length;
  }

  private static int[] fallbacks(byte[] wanted) {
    int[] table = new int[wanted.length];
    int length = 0;
    for (int i = 1; i < wanted.length; i++) {
      while (length > 0 && wanted[i] != wanted[length]) {
        length = table[length - 1];
      }
      if (wanted[i] == wanted[length]) {
        length++;
      }
      table[i] = length;
    }
    return table;
  }
}
