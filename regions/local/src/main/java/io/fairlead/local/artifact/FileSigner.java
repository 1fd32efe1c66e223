package io.fairlead.local.artifact;

import io.fairlead.local.state.FileWords;
import io.fairlead.port.FaultWords;
import io.fairlead.port.Signer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Signs with an Ed25519 key in a PEM file, as {@code openssl genpkey} writes it. */
public final class FileSigner implements Signer {
  private static final int MAX_BYTES = 1 << 16;
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private final String keyId;
  private final Path file;

  /** The file is read when something is to be signed. */
  public FileSigner(String keyId, Path file) {
    this.keyId = keyId;
    this.file = file;
  }

  @Override
  public String keyId() {
    return keyId;
  }

  @Override
  public Signed sign(byte[] message, Instant deadline) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key());
      signature.update(message);
      return new Signed.Signature(signature.sign());
    } catch (IOException e) {
      return new Signed.Failed(FileWords.of(e));
    } catch (GeneralSecurityException e) {
      return new Signed.Failed(file + " holds no Ed25519 key: " + FaultWords.of(e));
    } catch (IllegalArgumentException _) {
      return new Signed.Failed(
          file + " holds no PEM PRIVATE KEY: make one with 'openssl genpkey -algorithm ed25519'");
    }
  }

  private PrivateKey key() throws IOException, GeneralSecurityException {
    byte[] bytes;
    try (var in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES);
    }
    Matcher pem = PEM.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
    if (!pem.find()) {
      throw new IllegalArgumentException("no PEM PRIVATE KEY");
    }
    byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
    return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }
}
