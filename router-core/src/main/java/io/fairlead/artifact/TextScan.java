package io.fairlead.artifact;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Whether content that comes in pieces is text with placeholders: in UTF-8 and without a byte 0.
 * Whatever is no text is never changed.
 */
public final class TextScan {
  private static final byte[] OPEN = RegionValues.OPEN.getBytes(StandardCharsets.US_ASCII);

  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private byte[] undecoded = new byte[0];
  private int matched;
  private boolean text = true;
  private boolean found;

  /** Looks at the next piece. */
  public void next(byte[] piece, int length) {
    for (int at = 0; at < length; at++) {
      text &= piece[at] != 0;
      matched = piece[at] == OPEN[matched] ? matched + 1 : piece[at] == OPEN[0] ? 1 : 0;
      if (matched == OPEN.length) {
        found = true;
        matched = 0;
      }
    }
    decode(piece, length, false);
  }

  /** Whether there was a placeholder in text, once all was looked at. */
  public boolean hasPlaceholders() {
    decode(new byte[0], 0, true);
    return text && found;
  }

  private void decode(byte[] piece, int length, boolean end) {
    if (!text) {
      return;
    }
    byte[] all = Arrays.copyOf(undecoded, undecoded.length + length);
    System.arraycopy(piece, 0, all, undecoded.length, length);
    ByteBuffer in = ByteBuffer.wrap(all);
    text = !decoder.decode(in, CharBuffer.allocate(all.length + 1), end).isError();
    undecoded = Arrays.copyOfRange(all, in.position(), all.length);
  }
}
