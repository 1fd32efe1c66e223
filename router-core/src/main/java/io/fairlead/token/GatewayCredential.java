package io.fairlead.token;

import io.fairlead.artifact.ContentDigest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What a gateway has to keep in clear to know a token's bearer by itself. It is sealed with the
 * claims, for the regions of the token's scope, and shown nowhere.
 *
 * @param key of {@code key-auth}, or {@code iss} of the JWTs of {@code jwt}
 * @param secret of {@code jwt}: what they are signed with, or the public key in PEM; else empty
 * @param algorithm of {@code jwt}, as in {@code HS256}; else empty
 */
public record GatewayCredential(Kind kind, String key, String secret, String algorithm) {
  private static final Pattern ALGORITHM = Pattern.compile("[A-Z][A-Za-z0-9]{2,15}");
  private static final int MOST = 16 << 10;
  private static final String NONE = "-";

  /** How a gateway knows the bearer. */
  public enum Kind {
    /** By the key itself. */
    KEY_AUTH("key-auth"),
    /** By a JWT that it signed. */
    JWT("jwt");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** As gateways and people call it. */
    public String word() {
      return word;
    }

    static Kind parse(String word) {
      for (Kind each : values()) {
        if (each.word.equals(word)) {
          return each;
        }
      }
      throw new IllegalArgumentException("there is no such kind of credential");
    }
  }

  public GatewayCredential {
    boolean fits =
        switch (kind) {
          case KEY_AUTH -> secret.isEmpty() && algorithm.isEmpty();
          case JWT -> !secret.isEmpty() && ALGORITHM.matcher(algorithm).matches();
        };
    if (!fits || key.isEmpty() || key.length() + secret.length() > MOST) {
      throw new IllegalArgumentException(
          "a credential of key-auth is a key; one of jwt a key, a secret and an algorithm");
    }
  }

  /** A key that is presented as it is. */
  public static GatewayCredential keyAuth(String key) {
    return new GatewayCredential(Kind.KEY_AUTH, key, "", "");
  }

  /** Whether JWTs are signed with a secret that both sides have. */
  public boolean isSymmetric() {
    return algorithm.startsWith("HS");
  }

  /** What finds it: two credentials with one digest are one. */
  public ContentDigest digest() {
    return ContentDigest.of(line().getBytes(StandardCharsets.UTF_8));
  }

  /** A text without what is secret in it. */
  public String without(String text) {
    String shown = text.replace(key, "(not shown)");
    return secret.isEmpty() ? shown : shown.replace(secret, "(not shown)");
  }

  /** As in claims. */
  String line() {
    return "%s %s %s %s"
        .formatted(
            kind.word(), algorithm.isEmpty() ? NONE : algorithm, encoded(key), encoded(secret));
  }

  static GatewayCredential parse(String[] fields) {
    return new GatewayCredential(
        Kind.parse(fields[0]),
        decoded(fields[2]),
        decoded(fields[3]),
        fields[1].equals(NONE) ? "" : fields[1]);
  }

  private static String encoded(String text) {
    return text.isEmpty()
        ? NONE
        : Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String field) {
    return field.equals(NONE)
        ? ""
        : new String(Base64.getDecoder().decode(field), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return kind.word() + " (not shown)";
  }
}
