package io.fairlead.gateway.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Collects lines that arrive in pieces; all lines of one answer share one size bound. */
final class LineReader {
  private static final int FIRST_SIZE = 256;

  private final int limit;
  private byte[] line = new byte[FIRST_SIZE];
  private int length;
  private int total;

  /**
   * Creates a reader.
   *
   * @param limit the most bytes of all lines together, line ends included
   */
  LineReader(int limit) {
    this.limit = limit;
  }

  /**
   * The next line without its end, which is CRLF or a bare LF (RFC 9112 §2.2); empty when more
   * bytes are needed.
   */
  Optional<String> next(ByteBuffer bytes) throws Malformed {
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (++total > limit) {
        throw new Malformed("headers exceed " + limit + " bytes");
      }
      if (next == '\n') {
        return Optional.of(take());
      }
      if (length == line.length) {
        line = Arrays.copyOf(line, length * 2);
      }
      line[length++] = next;
    }
    return Optional.empty();
  }

  private String take() {
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    length = 0;
    return new String(line, 0, end, StandardCharsets.ISO_8859_1);
  }
}
