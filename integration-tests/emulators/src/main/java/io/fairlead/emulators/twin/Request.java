package io.fairlead.emulators.twin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A request as it came over HTTP.
 *
 * @param path without query, decoded
 * @param parameters of the query and of a form
 * @param headers by name in lower case; the first of each
 * @param bytes of the body
 */
@SuppressWarnings("ArrayRecordComponent")
public record Request(
    String method,
    String path,
    SortedMap<String, String> parameters,
    SortedMap<String, String> headers,
    byte[] bytes) {
  private static final String FORM = "application/x-www-form-urlencoded";

  public Request {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
  }

  /** The request of what the server read. */
  static Request of(
      String method,
      java.net.URI target,
      Map<String, ? extends List<String>> headers,
      byte[] bytes) {
    SortedMap<String, String> first = new TreeMap<>();
    headers.forEach((name, all) -> first.put(name.toLowerCase(Locale.ROOT), all.getFirst()));
    SortedMap<String, String> parameters = new TreeMap<>();
    addAll(parameters, target.getRawQuery() == null ? "" : target.getRawQuery());
    if (first.getOrDefault("content-type", "").startsWith(FORM)) {
      addAll(parameters, new String(bytes, StandardCharsets.UTF_8));
    }
    return new Request(method, target.getPath(), parameters, first, bytes);
  }

  /** A header; empty where it is absent. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** The operation that a query service is asked for; empty where none is named. */
  public String action() {
    return parameters.getOrDefault("Action", "");
  }

  /** The body as text. */
  public String body() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void addAll(Map<String, String> parameters, String encoded) {
    for (String pair : encoded.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (!name.isEmpty()) {
        parameters.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
