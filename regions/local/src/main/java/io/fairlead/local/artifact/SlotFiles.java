package io.fairlead.local.artifact;

import io.fairlead.port.BlobStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;

/**
 * Files of a slot that nobody sees yet. A file that a killed run left torn is found by its digest,
 * so each is written in its place; all of them are brought to the disk together, before the slot is
 * shown.
 */
final class SlotFiles {
  private static final int PIECE = 1 << 16;
  private static final int SHORT = 1 << 14;
  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private SlotFiles() {}

  /** Writes what a stream gives; what it throws passes through, and no file is there. */
  static void write(Path target, BlobStream content, EarlySync early) throws IOException {
    boolean whole = false;
    try (FileChannel out = created(target)) {
      // Most files are short, and a long piece costs more to make than they do to write.
      byte[] piece = new byte[SHORT];
      EarlySync.Writing writing = early.file(target);
      for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
        for (ByteBuffer left = ByteBuffer.wrap(piece, 0, read); left.hasRemaining(); ) {
          out.write(left);
        }
        writing.written(read);
        if (read == SHORT && piece.length == SHORT) {
          piece = new byte[PIECE];
        }
      }
      writing.ended();
      whole = true;
    } finally {
      if (!whole) {
        Files.deleteIfExists(target);
      }
    }
  }

  /** A new file: neither one that is there is written into nor a link followed. */
  private static FileChannel created(Path target) throws IOException {
    try {
      return FileChannel.open(target, NEW);
    } catch (NoSuchFileException _) {
      Files.createDirectories(Objects.requireNonNull(target.getParent()));
    } catch (FileAlreadyExistsException _) {
      Files.delete(target);
    }
    return FileChannel.open(target, NEW);
  }
}
