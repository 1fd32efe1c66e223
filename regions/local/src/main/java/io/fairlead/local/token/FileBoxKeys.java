package io.fairlead.local.token;

import io.fairlead.local.artifact.KeyFiles;
import io.fairlead.local.artifact.PemFile;
import io.fairlead.local.state.FileWords;
import io.fairlead.port.OpeningKeys;
import io.fairlead.port.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.DecapsulateException;
import javax.crypto.KEM;

/**
 * Unwraps with X25519 private keys in PEM files, by their ids: today's, and while it is replaced
 * the one before.
 */
public final class FileBoxKeys implements OpeningKeys {
  /** Bytes of an encapsulation of DHKEM over X25519. */
  private static final int ENCAPSULATION = 32;

  private final SortedMap<String, Path> files;
  private final KeyFiles reader;

  /** The files are read from this machine's disk when something is to be opened. */
  public FileBoxKeys(SortedMap<String, Path> files) {
    this(files, KeyFiles.DISK);
  }

  /** The files are read when something is to be opened. */
  public FileBoxKeys(SortedMap<String, Path> files, KeyFiles reader) {
    this.files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    this.reader = reader;
  }

  @Override
  public Reading<Unwrapped> unwrap(
      String keyId, byte[] wrapped, byte[] authenticated, Instant deadline) {
    Path file = files.get(keyId);
    if (file == null) {
      return new Reading.Unreadable<>(
          "it is sealed with key '%s', and this region has %s"
              .formatted(keyId, files.isEmpty() ? "none" : String.join(", ", files.keySet())));
    }
    try {
      Optional<GcmKey> key =
          unwrapped(PemFile.key(reader.read(file), "X25519"), wrapped, authenticated);
      return key.<Reading<Unwrapped>>map(Reading.Known::new)
          .orElseGet(
              () ->
                  new Reading.Unreadable<>(
                      "its key was not wrapped with key '%s' of this region, or for something else"
                          .formatted(keyId)));
    } catch (IOException e) {
      return new Reading.Unreadable<>(FileWords.of(e));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return new Reading.Unreadable<>(
          file + " holds no X25519 key: make one with 'openssl genpkey -algorithm x25519'");
    }
  }

  private static Optional<GcmKey> unwrapped(PrivateKey own, byte[] wrapped, byte[] authenticated)
      throws GeneralSecurityException {
    if (wrapped.length <= ENCAPSULATION) {
      return Optional.empty();
    }
    byte[] agreed;
    try {
      agreed =
          KEM.getInstance("DHKEM")
              .newDecapsulator(own)
              .decapsulate(Arrays.copyOf(wrapped, ENCAPSULATION))
              .getEncoded();
    } catch (DecapsulateException _) {
      return Optional.empty();
    }
    byte[] inner = Arrays.copyOfRange(wrapped, ENCAPSULATION, wrapped.length);
    return new GcmKey(agreed).open(inner, authenticated).map(GcmKey::new);
  }
}
