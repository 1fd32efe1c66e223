package io.fairlead.cycle;

import io.fairlead.artifact.Bytes;
import io.fairlead.port.BlobStream;

/** Content of which the beginning is held, all of it where it is short. */
final class Peek {
  private static final int PIECE = 1 << 14;

  private static final BlobStream VOID =
      new BlobStream() {
        @Override
        public int read(byte[] into) {
          return -1;
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };

  private final byte[] head;
  private final boolean whole;
  private final BlobStream rest;

  private Peek(byte[] head, boolean whole, BlobStream rest) {
    this.head = head;
    this.whole = whole;
    this.rest = rest;
  }

  /** Reads some content until so many bytes are held, or to its end. */
  static Peek at(BlobStream content, int most) {
    Bytes held = new Bytes(PIECE);
    byte[] piece = new byte[PIECE];
    while (held.length() < most) {
      int read = content.read(piece);
      if (read < 0) {
        return new Peek(held.all(), true, content);
      }
      held.add(piece, read);
    }
    return new Peek(held.all(), false, content);
  }

  /** Bytes that are held already. */
  static Peek of(byte[] content) {
    return new Peek(content, true, VOID);
  }

  /** Whether all is held, so that it can be read again and again. */
  boolean isWhole() {
    return whole;
  }

  /** The content from its beginning; closing it closes nothing. */
  BlobStream stream() {
    return new BlobStream() {
      private int at;

      @Override
      public int read(byte[] into) {
        if (at == head.length) {
          return whole ? -1 : rest.read(into);
        }
        int length = Math.min(into.length, head.length - at);
        System.arraycopy(head, at, into, 0, length);
        at += length;
        return length;
      }

      @Override
      public void close() {
        // Whoever gave the content closes it.
      }
    };
  }
}
