package io.fairlead.aws.artifact;

import io.fairlead.port.BlobStream;
import io.fairlead.port.PortException;
import io.fairlead.port.WrongContent;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Content as an upload reads it. Each piece is given away once the next one was read, and the last
 * one once the end was: who sends what is not as promised sends too little, and nothing is kept.
 */
final class LastBytesHeld extends InputStream {
  private static final int PIECE = 1 << 16;

  private final BlobStream content;
  private byte[] now;
  private byte[] next;
  private int at;
  private int filled;
  private int nextLength;
  private @Nullable RuntimeException thrown;

  /**
   * Reads the first piece: content without any is known to be so before anything is sent.
   *
   * @param length bytes that it should have
   */
  LastBytesHeld(BlobStream content, long length) {
    this.content = content;
    int piece = Math.clamp(length, 1, PIECE);
    now = new byte[piece];
    next = new byte[piece];
    nextLength = content.read(next);
  }

  /** What reading the content has thrown; null = nothing. */
  @Nullable RuntimeException thrown() {
    return thrown;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int most) throws IOException {
    if (most == 0) {
      return 0;
    }
    if (at == filled && !advanced()) {
      return -1;
    }
    int count = Math.min(most, filled - at);
    System.arraycopy(now, at, into, from, count);
    at += count;
    return count;
  }

  private boolean advanced() throws IOException {
    if (nextLength < 0) {
      return false;
    }
    byte[] spent = now;
    now = next;
    filled = nextLength;
    at = 0;
    next = spent;
    try {
      nextLength = content.read(next);
    } catch (WrongContent | PortException e) {
      thrown = e;
      throw new IOException("the content ends here", e);
    }
    return true;
  }
}
