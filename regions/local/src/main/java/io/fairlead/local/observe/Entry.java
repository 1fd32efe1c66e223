package io.fairlead.local.observe;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One observer's entry as an edge keeps it: its rank, and bytes that the edge does not read. */
@SuppressWarnings("ArrayRecordComponent")
public record Entry(Rank rank, byte[] body) {
  byte[] bytes() {
    byte[] head = (rank.text() + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  static Entry parse(byte[] all) {
    int end = 0;
    while (end < all.length && all[end] != '\n') {
      end++;
    }
    Rank rank = Rank.parse(new String(all, 0, end, StandardCharsets.US_ASCII));
    return new Entry(rank, Arrays.copyOfRange(all, Math.min(end + 1, all.length), all.length));
  }
}
