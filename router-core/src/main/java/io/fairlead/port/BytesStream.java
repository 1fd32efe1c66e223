package io.fairlead.port;

import java.util.Arrays;

/** Content that is in memory, such as a page of a manifest. */
public final class BytesStream implements BlobStream {
  private final byte[] content;
  private int at;

  /** Over bytes that nobody changes meanwhile. */
  public BytesStream(byte[] content) {
    this.content = content;
  }

  /**
   * Reads a stream to its end.
   *
   * @param most bytes read; what is longer shows as one byte more
   * @throws PortException where the rest cannot be had
   */
  public static byte[] read(BlobStream content, int most) {
    byte[] all = new byte[most + 1];
    byte[] piece = new byte[Math.min(most + 1, PIECE)];
    int length = 0;
    for (int read = content.read(piece);
        read >= 0 && length < all.length;
        read = content.read(piece)) {
      int taken = Math.min(read, all.length - length);
      System.arraycopy(piece, 0, all, length, taken);
      length += taken;
    }
    return Arrays.copyOf(all, length);
  }

  private static final int PIECE = 1 << 16;

  @Override
  public int read(byte[] into) {
    if (at == content.length) {
      return -1;
    }
    int length = Math.min(into.length, content.length - at);
    System.arraycopy(content, at, into, 0, length);
    at += length;
    return length;
  }

  @Override
  public void close() {
    at = content.length;
  }
}
