package io.fairlead.token;

import io.fairlead.artifact.ContentDigest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A token as its bearer has it: {@code flt_HOME_SECRET}, or {@code flt_HOME.STANDBY_SECRET}. The
 * regions in it are a hint for whoever asks in the wrong one; nothing is decided by them. It is
 * printed once, when it is issued, and kept nowhere.
 */
public final class TokenText {
  /** Random bytes of a token's secret. */
  public static final int SECRET_BYTES = 32;

  private static final String NAME = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern FORM =
      Pattern.compile(
          "flt_(?<home>%s)(?:\\.(?<standby>%s))?_[A-Za-z0-9_-]{43}".formatted(NAME, NAME));

  private final String clear;
  private final String home;
  private final @Nullable String standby;

  private TokenText(String clear, String home, @Nullable String standby) {
    this.clear = clear;
    this.home = home;
    this.standby = standby;
  }

  /** A new token of a scope. */
  public static TokenText of(TokenScope scope, byte[] secret) {
    if (secret.length != SECRET_BYTES) {
      throw new IllegalArgumentException("a secret has " + SECRET_BYTES + " bytes");
    }
    String standby = scope.kind() == TokenClass.STANDBY ? scope.others().getFirst() : null;
    String regions = standby == null ? scope.home() : scope.home() + "." + standby;
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    return new TokenText("flt_" + regions + "_" + text, scope.home(), standby);
  }

  /** What somebody presented; empty where it is no token of ours. */
  public static Optional<TokenText> parse(String presented) {
    Matcher parts = FORM.matcher(presented);
    return parts.matches()
        ? Optional.of(new TokenText(presented, parts.group("home"), parts.group("standby")))
        : Optional.empty();
  }

  /** The token itself: for its bearer, and for nobody and nothing else. */
  public String clear() {
    return clear;
  }

  /** What finds it: its SHA-256, which is sealed wherever it is kept. */
  public ContentDigest digest() {
    return ContentDigest.of(clear.getBytes(StandardCharsets.US_ASCII));
  }

  /** Regions that would accept it if it is what it says, as failovers stand. */
  public List<String> hint(Takeovers takeovers) {
    if (!takeovers.out().containsKey(home)) {
      return List.of(home);
    }
    return standby != null && takeovers.tookOver(home, standby) ? List.of(standby) : List.of();
  }

  @Override
  public String toString() {
    return "(not shown)";
  }
}
