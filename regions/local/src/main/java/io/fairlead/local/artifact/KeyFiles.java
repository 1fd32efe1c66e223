package io.fairlead.local.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where files with private keys are read: a machine's disk, or what a cloud keeps beside a
 * topology.
 */
@FunctionalInterface
public interface KeyFiles {
  /** Far more than a key has. */
  int MAX_BYTES = 1 << 16;

  /** The disk of this machine. */
  KeyFiles DISK =
      file -> {
        try (var in = Files.newInputStream(file)) {
          return in.readNBytes(MAX_BYTES);
        }
      };

  /**
   * What is in a file.
   *
   * @throws IOException where it cannot be read
   */
  byte[] read(Path file) throws IOException;
}
