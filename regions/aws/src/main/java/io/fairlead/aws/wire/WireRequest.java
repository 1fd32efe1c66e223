package io.fairlead.aws.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is sent.
 *
 * @param at where it goes, its path percent-encoded
 * @param headers but for those of the host and of the length
 * @param content null = none
 */
public record WireRequest(
    String method, URI at, Map<String, String> headers, @Nullable Content content) {
  private static final Set<String> READS = Set.of("GET", "HEAD");
  private static final int FIRST_VISIBLE = ' ';
  private static final int MOST = 1 << 15;

  /**
   * Bytes that are sent once.
   *
   * @param length how many; what the stream has beyond that is not read
   */
  public record Content(InputStream bytes, long length) {}

  /** Whether sending it twice changes no more than sending it once, and can be done. */
  boolean isRead() {
    return content == null && READS.contains(method);
  }

  /** Whether an answer to it has no content, whatever its headers say. */
  boolean isHead() {
    return method.equals("HEAD");
  }

  /** The host as a header names it: its port where the scheme does not imply it. */
  public static String host(URI at) {
    return at.getPort() < 0 ? at.getHost() : at.getHost() + ":" + at.getPort();
  }

  /**
   * Everything before the content.
   *
   * @throws IOException where a header has a character that would end it, or all are too long
   */
  byte[] head() throws IOException {
    StringBuilder text = new StringBuilder(1024);
    String query = at.getRawQuery();
    text.append(method).append(' ').append(at.getRawPath());
    if (query != null) {
      text.append('?').append(query);
    }
    text.append(" HTTP/1.1\r\n");
    header(text, "host", host(at));
    for (Map.Entry<String, String> each : headers.entrySet()) {
      header(text, each.getKey(), each.getValue());
    }
    if (content != null || !isRead()) {
      header(text, "content-length", Long.toString(content == null ? 0 : content.length()));
    }
    if (text.length() > MOST) {
      throw new IOException("a request with %d bytes before its content".formatted(text.length()));
    }
    return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void header(StringBuilder text, String name, String value) throws IOException {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < FIRST_VISIBLE) {
        throw new IOException("the header " + name + " has a character that cannot be sent");
      }
    }
    text.append(name).append(": ").append(value).append("\r\n");
  }
}
