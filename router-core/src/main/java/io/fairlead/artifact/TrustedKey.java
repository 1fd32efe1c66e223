package io.fairlead.artifact;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * A public key that manifests may be signed with, which names its algorithm: Ed25519 of local keys,
 * or ECDSA over P-256 with SHA-256, in DER, of key services.
 */
public final class TrustedKey {
  private static final int P256_BITS = 256;

  private final PublicKey key;
  private final String algorithm;

  private TrustedKey(PublicKey key, String algorithm) {
    this.key = key;
    this.algorithm = algorithm;
  }

  /**
   * Reads a public key.
   *
   * @param base64 of its X.509 form: the lines between those of a PEM file
   * @throws IllegalArgumentException where it is none, or of another kind
   */
  public static TrustedKey parse(String base64) {
    byte[] encoded;
    try {
      encoded = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a public key in base64 was expected", e);
    }
    try {
      return new TrustedKey(decoded("Ed25519", encoded), "Ed25519");
    } catch (InvalidKeySpecException _) {
      return elliptic(encoded);
    }
  }

  /** What it is checked with, for people. */
  public String kind() {
    return algorithm.equals("Ed25519") ? algorithm : "ECDSA P-256 SHA-256";
  }

  /** Whether a signature is this key's over a message. */
  boolean verifies(byte[] message, byte[] signature) {
    try {
      Signature check = Signature.getInstance(algorithm);
      check.initVerify(key);
      check.update(message);
      return check.verify(signature);
    } catch (SignatureException _) {
      // It has not even the form of one.
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform cannot check " + algorithm, e);
    }
  }

  private static TrustedKey elliptic(byte[] encoded) {
    try {
      if (decoded("EC", encoded) instanceof ECPublicKey found
          && found.getParams().getOrder().bitLength() == P256_BITS) {
        return new TrustedKey(found, "SHA256withECDSA");
      }
    } catch (InvalidKeySpecException e) {
      throw new IllegalArgumentException(
          "expected the public key of an Ed25519 or P-256 key, X.509 in base64", e);
    }
    throw new IllegalArgumentException("expected an Ed25519 or P-256 key, found another curve");
  }

  private static PublicKey decoded(String algorithm, byte[] encoded)
      throws InvalidKeySpecException {
    try {
      return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
    } catch (InvalidKeySpecException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform since 15 has " + algorithm, e);
    }
  }
}
