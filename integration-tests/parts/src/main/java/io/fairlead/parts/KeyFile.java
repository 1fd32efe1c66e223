package io.fairlead.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Private keys in files, as a person makes them by openssl: PKCS #8 in PEM. */
public final class KeyFile {
  private KeyFile() {}

  /**
   * Writes a new private key into a file and answers its public one as topologies have it.
   *
   * @param algorithm as in Ed25519 or X25519
   */
  public static String make(String algorithm, Path file) throws IOException {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
      Files.writeString(
          file,
          "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
              .formatted(text(pair.getPrivate().getEncoded())));
      return text(pair.getPublic().getEncoded());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(byte[] encoded) {
    return Base64.getEncoder().encodeToString(encoded);
  }
}
