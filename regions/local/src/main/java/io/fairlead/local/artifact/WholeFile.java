package io.fairlead.local.artifact;

import io.fairlead.port.BlobStream;
import io.fairlead.port.BytesStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/**
 * Writes files that are there wholly or not at all: under a name that nothing reads, brought to the
 * disk, then renamed.
 *
 * @param temporary folder on the same disk as the files, for those not yet whole
 */
record WholeFile(Path temporary) {
  private static final int PIECE = 1 << 16;

  /** Writes what a stream gives; what it throws passes through, and no file is there. */
  void write(Path target, BlobStream content) throws IOException {
    Files.createDirectories(temporary);
    Path unfinished = temporary.resolve(UUID.randomUUID().toString());
    try {
      copy(content, unfinished);
      Files.createDirectories(Objects.requireNonNull(target.getParent()));
      Files.move(
          unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Writes some bytes. */
  void write(Path target, byte[] content) throws IOException {
    try (BlobStream stream = new BytesStream(content)) {
      write(target, stream);
    }
  }

  /** Brings the names in a folder to the disk. */
  static void sync(Path folder) throws IOException {
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  private static void copy(BlobStream content, Path to) throws IOException {
    byte[] piece = new byte[PIECE];
    try (FileChannel out =
        FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
        ByteBuffer left = ByteBuffer.wrap(piece, 0, read);
        while (left.hasRemaining()) {
          out.write(left);
        }
      }
      out.force(true);
    }
  }
}
