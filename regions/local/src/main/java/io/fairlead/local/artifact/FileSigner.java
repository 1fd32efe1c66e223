package io.fairlead.local.artifact;

import io.fairlead.local.state.FileWords;
import io.fairlead.port.FaultWords;
import io.fairlead.port.Signer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;

/** Signs with an Ed25519 key in a PEM file, as {@code openssl genpkey} writes it. */
public final class FileSigner implements Signer {
  private final String keyId;
  private final Path file;
  private final KeyFiles files;

  /** The file is read from this machine's disk when something is to be signed. */
  public FileSigner(String keyId, Path file) {
    this(keyId, file, KeyFiles.DISK);
  }

  /** The file is read when something is to be signed. */
  public FileSigner(String keyId, Path file, KeyFiles files) {
    this.keyId = keyId;
    this.file = file;
    this.files = files;
  }

  @Override
  public String keyId() {
    return keyId;
  }

  @Override
  public Signed sign(byte[] message, Instant deadline) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(PemFile.key(files.read(file), "Ed25519"));
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
}
