package io.fairlead.local.token;

import io.fairlead.artifact.ContentDigest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask whether tokens are active, by HTTP Basic: a name and a secret. Secrets are compared
 * by their digests in constant time; only digests stay in memory.
 */
public final class Callers {
  private static final String SCHEME = "Basic ";

  private final Map<String, byte[]> digests = new TreeMap<>();

  /** These and nobody else. */
  public Callers(Map<String, String> secretByName) {
    secretByName.forEach((name, secret) -> digests.put(name, digest(secret)));
  }

  /** The caller of an Authorization header; empty where it is none. */
  Optional<String> of(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    String pair;
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
      pair = new String(decoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    int colon = pair.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String name = pair.substring(0, colon);
    String secret = pair.substring(colon + 1);
    return known(name, secret).or(() -> known(unescaped(name), unescaped(secret)));
  }

  private Optional<String> known(String name, String secret) {
    byte[] presented = digest(secret);
    // Somebody unknown takes as long as somebody known.
    byte[] expected = digests.getOrDefault(name, digest(""));
    return MessageDigest.isEqual(presented, expected) && digests.containsKey(name)
        ? Optional.of(name)
        : Optional.empty();
  }

  /** As clients of OAuth write what HTTP would take as it is: RFC 6749, section 2.3.1. */
  private static String unescaped(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }

  private static byte[] digest(String secret) {
    MessageDigest algorithm = ContentDigest.algorithm();
    return algorithm.digest(secret.getBytes(StandardCharsets.UTF_8));
  }
}
