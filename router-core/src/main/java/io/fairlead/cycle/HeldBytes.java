package io.fairlead.cycle;

import io.fairlead.port.BlobStream;
import io.fairlead.port.WrongContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Short content that is held whole, read from its beginning; then what follows it, if anything. */
final class HeldBytes implements BlobStream {
  private static final int PIECE = 1 << 16;

  private final byte[] held;
  private final BlobStream rest;
  private int at;

  /** All of it. */
  HeldBytes(byte[] held) {
    this(held, new Nothing());
  }

  /** Its beginning, which was read already. */
  HeldBytes(byte[] held, BlobStream rest) {
    this.held = held;
    this.rest = rest;
  }

  @Override
  public int read(byte[] into) {
    if (at == held.length) {
      return rest.read(into);
    }
    int count = Math.min(into.length, held.length - at);
    System.arraycopy(held, at, into, 0, count);
    at += count;
    return count;
  }

  /** What follows is closed by whoever opened it. */
  @Override
  public void close() {
    at = held.length;
  }

  /**
   * Reads content until it ends, or there are enough bytes.
   *
   * @param enough at least so many, where there are
   */
  static byte[] read(BlobStream content, int enough) {
    List<byte[]> pieces = new ArrayList<>();
    int length = 0;
    byte[] piece = new byte[PIECE];
    while (length < enough) {
      int read = content.read(piece);
      if (read < 0) {
        break;
      }
      pieces.add(Arrays.copyOf(piece, read));
      length += read;
    }
    byte[] all = new byte[length];
    int to = 0;
    for (byte[] each : pieces) {
      System.arraycopy(each, 0, all, to, each.length);
      to += each.length;
    }
    Arrays.fill(piece, (byte) 0);
    return all;
  }

  /**
   * Reads all of some content.
   *
   * @throws WrongContent where it has more bytes than these
   */
  static byte[] all(BlobStream content, int most) {
    byte[] read = read(content, most + 1);
    if (read.length > most) {
      throw new WrongContent("it has more than " + most + " bytes");
    }
    return read;
  }

  private record Nothing() implements BlobStream {
    @Override
    public int read(byte[] into) {
      return -1;
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
