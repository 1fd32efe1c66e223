package io.fairlead.simulation;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Everything that happened, as a hash, and the last lines of it as text. */
final class Trace {
  private static final int LINES_KEPT = 400;
  private static final long PRIME = 0x100000001b3L;

  private final Deque<String> lines = new ArrayDeque<>();
  private long hash = 0xcbf29ce484222325L;

  /** FNV-1a over the line's characters. */
  void add(Instant at, String text) {
    String line = at + " " + text;
    for (int i = 0; i < line.length(); i++) {
      hash = (hash ^ line.charAt(i)) * PRIME;
    }
    lines.addLast(line);
    if (lines.size() > LINES_KEPT) {
      lines.removeFirst();
    }
  }

  String hash() {
    return Long.toHexString(hash);
  }

  String tail(int count) {
    return String.join("\n", lines.stream().skip(Math.max(0, lines.size() - count)).toList());
  }
}
