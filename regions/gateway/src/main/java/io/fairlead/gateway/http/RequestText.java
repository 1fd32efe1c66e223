package io.fairlead.gateway.http;

import io.fairlead.fleet.Check;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The request of a probe as bytes (RFC 9112 §3). */
public final class RequestText {
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private RequestText() {}

  /**
   * One request that asks the server to close afterwards. Headers of the check replace the default
   * ones of the same name; {@code Connection} is ours.
   *
   * @param host what the probe connects to; the {@code Host} header unless TLS names another
   * @throws IllegalArgumentException if path or headers hold what would change the request's shape;
   *     the message names the header, never its value
   */
  public static byte[] of(Check.Http check, String host) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Host", authority(check, host));
    headers.put("User-Agent", "fairlead-probe");
    headers.put("Accept", "*/*");
    headers.putAll(check.headers());
    headers.put("Connection", "close");
    StringBuilder text = new StringBuilder(256);
    text.append(check.method()).append(' ').append(path(check.path())).append(" HTTP/1.1\r\n");
    headers.forEach((name, value) -> append(text, name, value));
    return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String authority(Check.Http check, String host) {
    String serverName = check.tls() == null ? null : check.tls().serverName();
    String name = serverName == null ? host : serverName;
    String bracketed = name.indexOf(':') >= 0 ? "[" + name + "]" : name;
    int usual = check.tls() == null ? HTTP_PORT : HTTPS_PORT;
    return check.port() == usual ? bracketed : bracketed + ":" + check.port();
  }

  private static String path(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c <= ' ' || c >= 0x7f) {
        throw new IllegalArgumentException(
            "path of the probe has a character that needs percent-encoding at position " + i);
      }
    }
    return path;
  }

  private static void append(StringBuilder text, String name, String value) {
    if (!TOKEN.matcher(name).matches()) {
      throw new IllegalArgumentException("a header of the probe has no valid name");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
        throw new IllegalArgumentException(
            "header "
                + name.toLowerCase(Locale.ROOT)
                + " of the probe has a forbidden character at position "
                + i);
      }
    }
    text.append(name).append(": ").append(value).append("\r\n");
  }
}
