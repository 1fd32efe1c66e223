package io.fairlead.token;

import io.fairlead.artifact.ContentDigest;
import io.fairlead.artifact.ManifestLines;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is sealed of a token: what finds it, and the claims of RFC 9068 that its grant does not
 * have.
 *
 * @param token SHA-256 of the token
 * @param issuer {@code iss}
 * @param subject {@code sub}
 * @param client {@code client_id}
 * @param audience {@code aud}: a URI for each region that it is for
 * @param permissions {@code scope}; may be empty
 * @param credential what gateways know its bearer by; null = they ask whether it is active
 */
public record TokenClaims(
    ContentDigest token,
    String issuer,
    String subject,
    String client,
    List<String> audience,
    List<String> permissions,
    @Nullable GatewayCredential credential) {
  private static final String FORM = "fairlead-claims/1";

  /** With a credential for gateways; those who only know the other form read no such page. */
  private static final String WITH_CREDENTIAL = "fairlead-claims/2";

  private static final Pattern LINE = Pattern.compile("[^\\p{Cc}\\p{Zl}\\p{Zp}]{1,1024}");

  /** {@code scope-token} of RFC 6749. */
  private static final Pattern WORD = Pattern.compile("[!#-\\[\\]-~]{1,128}");

  private static final int MOST = 64;

  public TokenClaims {
    audience = List.copyOf(audience);
    permissions = List.copyOf(permissions);
    line("issuer", issuer);
    line("client", client);
    line("subject", subject);
    audience.forEach(each -> line("audience", each));
    for (String each : permissions) {
      if (!WORD.matcher(each).matches()) {
        throw new IllegalArgumentException(
            "a permission is 1-128 visible ASCII characters without quotes and backslashes");
      }
    }
    if (audience.isEmpty() || audience.size() > MOST || permissions.size() > MOST) {
      throw new IllegalArgumentException(
          "a token has 1-%d audiences and up to %d permissions".formatted(MOST, MOST));
    }
  }

  /** Claims without a credential. */
  public TokenClaims(
      ContentDigest token,
      String issuer,
      String subject,
      String client,
      List<String> audience,
      List<String> permissions) {
    this(token, issuer, subject, client, audience, permissions, null);
  }

  /** The same with what gateways know the bearer by. */
  public TokenClaims with(GatewayCredential known) {
    return new TokenClaims(token, issuer, subject, client, audience, permissions, known);
  }

  /** The bytes that are sealed. */
  public byte[] encode() {
    StringBuilder text =
        new StringBuilder(credential == null ? FORM : WITH_CREDENTIAL).append('\n');
    text.append("token ").append(token.hex()).append('\n');
    text.append("issuer ").append(issuer).append('\n');
    text.append("subject ").append(subject).append('\n');
    text.append("client ").append(client).append('\n');
    list(text, "audience", audience);
    list(text, "permissions", permissions);
    if (credential != null) {
      text.append("credential ").append(credential.line()).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException where it is something else
   */
  public static TokenClaims decode(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    boolean withCredential = text.startsWith(WITH_CREDENTIAL);
    ManifestLines lines = new ManifestLines(text);
    lines.expect(withCredential ? WITH_CREDENTIAL : FORM);
    TokenClaims claims =
        new TokenClaims(
            new ContentDigest(lines.value("token")),
            lines.value("issuer"),
            lines.value("subject"),
            lines.value("client"),
            lines.list("audience", line -> line),
            lines.list("permissions", line -> line));
    return withCredential
        ? claims.with(GatewayCredential.parse(lines.fields(lines.value("credential"), 4)))
        : claims;
  }

  /** Claims name people: they are not for logs. */
  @Override
  public String toString() {
    return "(claims not shown)";
  }

  private static void list(StringBuilder text, String key, List<String> items) {
    text.append(key).append(' ').append(items.size()).append('\n');
    items.forEach(item -> text.append(item).append('\n'));
  }

  private static void line(String what, String text) {
    if (!LINE.matcher(text).matches()) {
      throw new IllegalArgumentException("a token's " + what + " is 1-1024 characters on one line");
    }
  }
}
