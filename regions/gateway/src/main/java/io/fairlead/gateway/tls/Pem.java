package io.fairlead.gateway.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and PKCS#8 keys from PEM files (RFC 7468). */
final class Pem {
  /** The largest file read; a bundle of every public authority is about 220 KiB. */
  static final int MAX_BYTES = 4 << 20;

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----");
  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");

  private Pem() {}

  /** Every certificate of a file, in its order; at least one. */
  static List<X509Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    List<X509Certificate> found = new ArrayList<>();
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    Matcher matcher = CERTIFICATE.matcher(text(file));
    while (matcher.find()) {
      byte[] block = matcher.group().getBytes(StandardCharsets.US_ASCII);
      found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block)));
    }
    if (found.isEmpty()) {
      throw new IOException("no certificate in " + file);
    }
    return List.copyOf(found);
  }

  /** The one private key of a file; the errors never hold a part of it. */
  static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    Matcher matcher = KEY.matcher(text(file));
    if (!matcher.find()) {
      throw new IOException("no unencrypted PKCS#8 key (BEGIN PRIVATE KEY) in " + file);
    }
    byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(1));
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (InvalidKeySpecException _) {
        // The file does not say which algorithm it is for, so the next one is tried.
      }
    }
    throw new IOException("key in " + file + " is neither EC, RSA nor EdDSA");
  }

  private static String text(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException("cannot read " + file);
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + " is larger than " + MAX_BYTES + " bytes");
    }
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }
}
