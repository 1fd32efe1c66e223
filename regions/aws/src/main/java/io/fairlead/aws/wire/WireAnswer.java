package io.fairlead.aws.wire;

import java.util.Map;
import java.util.Optional;

/**
 * What a server answered; whoever asked reads its content to the end or closes it.
 *
 * @param length bytes that the content has, or would have; -1 = not told
 * @param headers by their names in lower case; of several of one name, the first
 */
public record WireAnswer(
    int status, long length, Map<String, String> headers, WireContent content) {
  private static final int OK = 200;
  private static final int MORE = 300;

  /** A header's value. */
  public Optional<String> header(String lowerCaseName) {
    return Optional.ofNullable(headers.get(lowerCaseName));
  }

  /** Whether it is a success. */
  public boolean isSuccess() {
    return status >= OK && status < MORE;
  }
}
