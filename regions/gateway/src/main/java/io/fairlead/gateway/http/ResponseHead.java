package io.fairlead.gateway.http;

/** Status line and the two headers that frame a body (RFC 9112 §4, §6). */
final class ResponseHead {
  private static final int MAX_HEADERS = 200;
  private static final int STATUS_AT = 9;
  private static final int STATUS_END = 12;

  private int status = -1;
  private int headers;
  private boolean chunked;
  private long contentLength = -1;

  /** Takes one line; whether it was the empty one that ends the head. */
  boolean line(String text) throws Malformed {
    if (status < 0) {
      status = status(text);
      return false;
    }
    if (text.isEmpty()) {
      return true;
    }
    if (++headers > MAX_HEADERS) {
      throw new Malformed("answer has more than " + MAX_HEADERS + " headers");
    }
    header(text);
    return false;
  }

  int status() {
    return status;
  }

  boolean chunked() {
    return chunked;
  }

  /** Declared body bytes; -1 = not declared. */
  long contentLength() {
    return contentLength;
  }

  private static int status(String text) throws Malformed {
    boolean shape =
        text.length() >= STATUS_END
            && text.startsWith("HTTP/1.")
            && text.charAt(STATUS_AT - 1) == ' '
            && (text.length() == STATUS_END || text.charAt(STATUS_END) == ' ');
    int status = shape ? number(text.substring(STATUS_AT, STATUS_END)) : -1;
    if (status < 100) {
      throw new Malformed("answer is not HTTP/1.x");
    }
    return status;
  }

  private void header(String text) throws Malformed {
    int colon = text.indexOf(':');
    if (colon <= 0) {
      throw new Malformed("answer has a header line without a name");
    }
    String name = text.substring(0, colon);
    // Other headers say nothing about health.
    if (name.equalsIgnoreCase("content-length")) {
      length(text.substring(colon + 1).strip());
    } else if (name.equalsIgnoreCase("transfer-encoding")) {
      encoding(text.substring(colon + 1).strip());
    }
  }

  private void length(String value) throws Malformed {
    int length = number(value);
    if (length < 0 || (contentLength >= 0 && contentLength != length)) {
      throw new Malformed("answer has no valid Content-Length");
    }
    contentLength = length;
  }

  private void encoding(String value) throws Malformed {
    if (!value.equalsIgnoreCase("chunked")) {
      throw new Malformed("answer has a transfer encoding other than chunked");
    }
    chunked = true;
  }

  /** Up to nine decimal digits; -1 for anything else. */
  private static int number(String digits) {
    if (digits.isEmpty() || digits.length() > 9) {
      return -1;
    }
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return -1;
      }
    }
    return Integer.parseInt(digits);
  }
}
