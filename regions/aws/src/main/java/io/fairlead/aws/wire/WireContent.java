package io.fairlead.aws.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * The content of an answer as it comes. Once it was read to its end, its connection may be used
 * again; one with something left on it is cut, because the rest may be long.
 */
public final class WireContent extends InputStream {
  private static final int HEX = 16;
  private static final int LINE = 128;

  private final WireConnection connection;
  private final Consumer<WireConnection> reusable;

  /** Bytes that are still to come, of the open chunk where there are chunks; -1 = until the end. */
  private long left;

  private final boolean chunked;
  private boolean keeping;
  private boolean ended;

  /**
   * Content of an answer.
   *
   * @param bare whether there is none, whatever the answer says of it
   * @param reusable gets the connection where another request may follow
   */
  WireContent(
      WireConnection connection, WireHead head, boolean bare, Consumer<WireConnection> reusable)
      throws IOException {
    this.connection = connection;
    this.reusable = reusable;
    chunked = !bare && head.isChunked();
    left = bare || chunked ? 0 : head.length();
    keeping = head.isKeeping();
    if (left == 0 && !chunked) {
      end();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int most) throws IOException {
    if (ended) {
      return -1;
    }
    if (chunked && left == 0 && !nextChunk()) {
      return -1;
    }
    int asked = left < 0 ? most : (int) Math.min(most, left);
    int read = connection.read(into, from, asked);
    if (read < 0) {
      boolean whole = left < 0;
      keeping = false;
      end();
      if (!whole) {
        throw new EOFException("the answer broke off");
      }
      return -1;
    }
    if (left > 0) {
      left -= read;
      ending();
    }
    return read;
  }

  /** What has all its bytes is at its end before anybody asks for more. */
  private void ending() throws IOException {
    if (left > 0) {
      return;
    }
    if (chunked) {
      endOfLine();
    } else {
      end();
    }
  }

  private boolean nextChunk() throws IOException {
    String size = connection.line(LINE);
    int extension = size.indexOf(';');
    try {
      left = Long.parseLong((extension < 0 ? size : size.substring(0, extension)).strip(), HEX);
    } catch (NumberFormatException e) {
      throw new IOException("an answer with a part of '" + size + "' bytes", e);
    }
    if (left < 0) {
      throw new IOException("an answer with a part of '" + size + "' bytes");
    }
    if (left > 0) {
      return true;
    }
    // What follows the last part says nothing that is asked for.
    String after = connection.line(LINE);
    while (!after.isEmpty()) {
      after = connection.line(LINE);
    }
    end();
    return false;
  }

  private void endOfLine() throws IOException {
    if (!connection.line(LINE).isEmpty()) {
      throw new IOException("an answer with a part that is longer than it says");
    }
  }

  private void end() {
    ended = true;
    if (keeping && connection.isClean()) {
      reusable.accept(connection);
    } else {
      connection.close();
    }
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      connection.close();
    }
  }
}
