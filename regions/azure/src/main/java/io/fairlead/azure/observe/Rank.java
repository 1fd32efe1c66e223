package io.fairlead.azure.observe;

import io.fairlead.health.Observation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What must rise from one entry of an observer to the next; the first line of the entry's blob. */
record Rank(long slot, String runId, long sequence) implements Comparable<Rank> {
  private static final Comparator<Rank> ORDER =
      Comparator.comparingLong(Rank::slot)
          .thenComparing(Rank::runId)
          .thenComparingLong(Rank::sequence);
  private static final Pattern LINE =
      Pattern.compile("fairlead-entry slot=(-?[0-9]{1,18}) sequence=([0-9]{1,18}) run=(.*)");

  /** Below every other: what has no rank is replaced. */
  static final Rank NONE = new Rank(Long.MIN_VALUE, "", 0);

  static Rank of(Observation entry) {
    return new Rank(entry.slot(), entry.runId(), entry.sequence());
  }

  /** The rank of a blob. */
  static Rank read(byte[] body) {
    Matcher line = LINE.matcher(new String(body, 0, end(body), StandardCharsets.UTF_8));
    return line.matches()
        ? new Rank(Long.parseLong(line.group(1)), line.group(3), Long.parseLong(line.group(2)))
        : NONE;
  }

  /** What follows the first line. */
  static byte[] rest(byte[] body) {
    return Arrays.copyOfRange(body, Math.min(end(body) + 1, body.length), body.length);
  }

  String line() {
    return "fairlead-entry slot=" + slot + " sequence=" + sequence + " run=" + runId + "\n";
  }

  @Override
  public int compareTo(Rank other) {
    return ORDER.compare(this, other);
  }

  private static int end(byte[] body) {
    int end = 0;
    while (end < body.length && body[end] != '\n') {
      end++;
    }
    return end;
  }
}
