package io.fairlead.local.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * One file that is replaced whole: written beside, synced, renamed, and its folder synced. A reader
 * finds the old content or the new, and a damaged, foreign or newer file is refused, never guessed.
 */
public final class StateFile {
  /** The most bytes that a state file may have. */
  public static final int MAX_BYTES = 16 << 20;

  private static final String TEMPORARY = ".tmp";

  private final Path path;
  private final StateHeader.Owner owner;

  /** A file that belongs to an owner; nothing is touched yet. */
  public StateFile(Path path, StateHeader.Owner owner) {
    this.path = path;
    this.owner = owner;
  }

  /**
   * The content last written; empty where nothing ever was.
   *
   * @throws StateProblem when the file is torn, foreign, newer, too big or unreadable
   */
  public Optional<byte[]> read() {
    try {
      Files.deleteIfExists(temporary());
      long size = Files.size(path);
      if (size > MAX_BYTES) {
        throw new StateProblem(
            path + " has " + size + " bytes, more than " + MAX_BYTES + "; move it away");
      }
      return Optional.of(StateHeader.open(path, owner, Files.readAllBytes(path)));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StateProblem(path + " cannot be read: " + FileWords.of(e), e);
    }
  }

  /**
   * Replaces the content; when this returns it survives a crash.
   *
   * @throws StateProblem when the folder is full, read-only or gone; the old content stays
   */
  public void write(byte[] body) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(StateHeader.seal(owner, body));
      try (FileChannel file =
          FileChannel.open(
              temporary(),
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
        file.force(true);
      }
      Files.move(
          temporary(), path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      syncFolder();
    } catch (IOException e) {
      dropTemporary();
      throw new StateProblem(path + " cannot be written: " + FileWords.of(e), e);
    }
  }

  /** On a full disk half a file would take room from the others. */
  private void dropTemporary() {
    try {
      Files.deleteIfExists(temporary());
    } catch (IOException _) {
      // The next write begins it anew; what went wrong is told of the file itself.
    }
  }

  private void syncFolder() throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
  }

  private Path temporary() {
    return path.resolveSibling(path.getFileName() + TEMPORARY);
  }
}
