package io.fairlead.cycle;

import io.fairlead.artifact.Placeholders;
import io.fairlead.artifact.RegionValues;
import io.fairlead.port.BlobStream;

/**
 * Text with a region's values in place of its placeholders. Reading ends in {@link
 * io.fairlead.artifact.UnknownValue} where it names one that the region does not have.
 */
final class RenderedStream implements BlobStream {
  private static final int PIECE = 1 << 16;

  private final BlobStream original;
  private final Placeholders placeholders;
  private final byte[] piece = new byte[PIECE];
  private byte[] ready = new byte[0];
  private int at;
  private boolean ended;

  RenderedStream(BlobStream original, RegionValues values) {
    this.original = original;
    this.placeholders = new Placeholders(values);
  }

  @Override
  public int read(byte[] into) {
    while (at == ready.length) {
      if (ended) {
        return -1;
      }
      int read = original.read(piece);
      ended = read < 0;
      ready = ended ? placeholders.last() : placeholders.next(piece, read);
      at = 0;
    }
    int length = Math.min(into.length, ready.length - at);
    System.arraycopy(ready, at, into, 0, length);
    at += length;
    return length;
  }

  @Override
  public void close() {
    original.close();
  }
}
