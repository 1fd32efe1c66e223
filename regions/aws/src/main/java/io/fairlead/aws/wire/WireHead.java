package io.fairlead.aws.wire;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What an answer says before its content. */
final class WireHead {
  private static final Pattern LINE = Pattern.compile("HTTP/1\\.[01] [1-9][0-9][0-9]( |$)");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final int STATUS_AT = 9;
  private static final int STATUS_ENDS = 12;
  private static final int FINAL = 200;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  private final int status;
  private final boolean keeping;
  private final Map<String, String> headers = new HashMap<>();

  /** Of a line as in {@code HTTP/1.1 200 OK}. */
  WireHead(String line) throws IOException {
    if (!LINE.matcher(line).lookingAt()) {
      throw new IOException("an answer that is no HTTP/1.1");
    }
    status = Integer.parseInt(line.substring(STATUS_AT, STATUS_ENDS));
    keeping = line.startsWith("HTTP/1.1");
  }

  void add(String line) throws IOException {
    int colon = line.indexOf(':');
    if (colon <= 0) {
      throw new IOException("an answer with a header that has no name");
    }
    headers.putIfAbsent(
        line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  /** Whether another answer follows that counts. */
  boolean isInterim() {
    return status < FINAL;
  }

  /** Whether no content follows, whatever the headers say of it. */
  boolean isBare() {
    return status == NO_CONTENT || status == NOT_MODIFIED;
  }

  /** Bytes that the content has, or would have; -1 = not told. */
  long length() throws IOException {
    String told = headers.get("content-length");
    if (told == null) {
      return -1;
    }
    if (!NUMBER.matcher(told).matches()) {
      throw new IOException("an answer of '" + told + "' bytes");
    }
    return Long.parseLong(told);
  }

  boolean isChunked() {
    return is("transfer-encoding", "chunked");
  }

  /** Whether the server lets another request follow on the connection. */
  boolean isKeeping() {
    return keeping && !is("connection", "close");
  }

  private boolean is(String header, String value) {
    return value.equalsIgnoreCase(headers.getOrDefault(header, ""));
  }
}
