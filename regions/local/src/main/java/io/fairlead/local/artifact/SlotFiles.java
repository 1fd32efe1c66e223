package io.fairlead.local.artifact;

import io.fairlead.port.BlobStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Files of a slot that nobody sees yet. A file that a killed run left torn is found by its digest,
 * so each is written in its place; all of them are brought to the disk together, before the slot is
 * shown.
 */
final class SlotFiles {
  private static final int PIECE = 1 << 16;

  /** Files brought to the disk at a time. */
  private static final int BATCH = 256;

  private SlotFiles() {}

  /** Writes what a stream gives; what it throws passes through, and no file is there. */
  static void write(Path target, BlobStream content) throws IOException {
    Files.createDirectories(Objects.requireNonNull(target.getParent()));
    // A link in its place must not be followed out of the slot.
    Files.deleteIfExists(target);
    boolean whole = false;
    try (FileChannel out =
        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] piece = new byte[PIECE];
      for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
        for (ByteBuffer left = ByteBuffer.wrap(piece, 0, read); left.hasRemaining(); ) {
          out.write(left);
        }
      }
      whole = true;
    } finally {
      if (!whole) {
        Files.deleteIfExists(target);
      }
    }
  }

  /** Brings everything below a folder to the disk: files first, then the names of each folder. */
  static void sync(Path folder) throws IOException {
    try {
      List<Path> batch = new ArrayList<>();
      try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
        for (Path each : all) {
          if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
            sync(each);
          } else if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
            batch.add(each);
          }
          if (batch.size() == BATCH) {
            batch.parallelStream().forEach(SlotFiles::force);
            batch.clear();
          }
        }
      }
      batch.parallelStream().forEach(SlotFiles::force);
      WholeFile.sync(folder);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void force(Path file) {
    try (FileChannel opened = FileChannel.open(file, StandardOpenOption.READ)) {
      opened.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
