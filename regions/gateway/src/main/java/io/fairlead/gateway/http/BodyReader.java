package io.fairlead.gateway.http;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Unframes a body that arrives in pieces (RFC 9112 §6, §7.1) and counts its bytes. */
final class BodyReader {
  /** Chunk size lines and trailers of one body together. */
  private static final int MAX_FRAMING_BYTES = 65_536;

  private static final int MAX_CHUNK_DIGITS = 8;

  private enum Framing {
    FIXED,
    UNTIL_CLOSE,
    CHUNK_SIZE,
    CHUNK_DATA,
    CHUNK_END,
    TRAILERS,
    DONE
  }

  /** Takes each body byte; answers whether to stop reading. */
  interface Sink {
    boolean accept(byte next);
  }

  private final LineReader lines = new LineReader(MAX_FRAMING_BYTES);
  private Framing framing;
  private long left;

  BodyReader(ResponseHead head) {
    if (head.chunked()) {
      framing = Framing.CHUNK_SIZE;
    } else if (head.contentLength() >= 0) {
      left = head.contentLength();
      framing = left == 0 ? Framing.DONE : Framing.FIXED;
    } else {
      framing = Framing.UNTIL_CLOSE;
    }
  }

  /** Whether the body's end was seen. */
  boolean complete() {
    return framing == Framing.DONE;
  }

  /** Whether the server's closing ends the body as it should. */
  boolean endsWithConnection() {
    return framing == Framing.UNTIL_CLOSE;
  }

  /** Passes body bytes on until the sink stops, the body ends or the bytes do. */
  void feed(ByteBuffer bytes, Sink sink) throws Malformed {
    boolean stop = false;
    while (!stop && bytes.hasRemaining() && framing != Framing.DONE) {
      switch (framing) {
        case FIXED, CHUNK_DATA -> stop = counted(bytes, sink);
        case UNTIL_CLOSE -> stop = sink.accept(bytes.get());
        case CHUNK_SIZE, CHUNK_END, TRAILERS -> line(lines.next(bytes));
        case DONE -> stop = true;
      }
    }
  }

  private boolean counted(ByteBuffer bytes, Sink sink) {
    boolean stop = sink.accept(bytes.get());
    if (--left == 0) {
      framing = framing == Framing.FIXED ? Framing.DONE : Framing.CHUNK_END;
    }
    return stop;
  }

  private void line(Optional<String> line) throws Malformed {
    if (line.isEmpty()) {
      return;
    }
    String text = line.get();
    switch (framing) {
      case CHUNK_SIZE -> {
        left = size(text);
        framing = left == 0 ? Framing.TRAILERS : Framing.CHUNK_DATA;
      }
      case CHUNK_END -> {
        if (!text.isEmpty()) {
          throw new Malformed("answer has a chunk longer than declared");
        }
        framing = Framing.CHUNK_SIZE;
      }
      case TRAILERS -> framing = text.isEmpty() ? Framing.DONE : Framing.TRAILERS;
      case FIXED, UNTIL_CLOSE, CHUNK_DATA, DONE -> throw new IllegalStateException(text);
    }
  }

  private static long size(String text) throws Malformed {
    int end = text.indexOf(';');
    String digits = (end < 0 ? text : text.substring(0, end)).strip();
    try {
      if (digits.length() <= MAX_CHUNK_DIGITS
          && !digits.startsWith("-")
          && !digits.startsWith("+")) {
        return Long.parseLong(digits, 16);
      }
    } catch (NumberFormatException _) {
      // Said below, together with the other ways to be wrong.
    }
    throw new Malformed("answer has no valid chunk size");
  }
}
