package io.fairlead.local.artifact;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Private keys in PEM files, as {@code openssl genpkey} writes them. */
public final class PemFile {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private PemFile() {}

  /**
   * The key in a file's bytes.
   *
   * @throws GeneralSecurityException where it is of another kind
   * @throws IllegalArgumentException where there is none
   */
  public static PrivateKey key(byte[] bytes, String algorithm) throws GeneralSecurityException {
    Matcher pem = PEM.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
    if (!pem.find()) {
      throw new IllegalArgumentException("no PEM PRIVATE KEY");
    }
    byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }
}
