package io.fairlead.cli.token;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The token that an operator asks for.
 *
 * @param kind its class
 * @param to other regions; empty for global = all that have tokens
 * @param client must be named
 * @param subject null = the client
 * @param as {@code bearer}, or what gateways know it by: {@code key-auth} or {@code jwt}
 */
public record TokenWish(
    String kind,
    List<String> to,
    @Nullable String client,
    @Nullable String subject,
    List<String> permissions,
    Duration validFor,
    String as) {
  public TokenWish {
    to = List.copyOf(to);
    permissions = List.copyOf(permissions);
  }
}
