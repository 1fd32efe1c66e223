package io.fairlead.local.edge;

import io.fairlead.local.history.PageStore;
import io.fairlead.local.state.FileWords;
import io.fairlead.local.state.StateFile;
import io.fairlead.local.state.StateHeader;
import io.fairlead.local.state.StateProblem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder of one edge; a lock in it keeps a second process of the same edge out. */
final class EdgeFolder implements AutoCloseable {
  private final EdgeSettings settings;
  private final FileChannel lock;

  private EdgeFolder(EdgeSettings settings, FileChannel lock) {
    this.settings = settings;
    this.lock = lock;
  }

  /**
   * Opens the folder, making it where it is missing.
   *
   * @throws StateProblem when it cannot be written, or another process has it
   */
  static EdgeFolder open(EdgeSettings settings) {
    Path directory = settings.directory();
    try {
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(
              directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (locked(channel) == null) {
        channel.close();
        throw new StateProblem(
            "another process runs an edge with the state folder "
                + directory
                + "; stop it, or choose another folder");
      }
      return new EdgeFolder(settings, channel);
    } catch (IOException e) {
      throw new StateProblem(
          "the state folder "
              + directory
              + " cannot be used: "
              + FileWords.of(e)
              + "; make it writable, or name another one in state.directory",
          e);
    }
  }

  /** A file of this edge, such as the one of a zone. */
  StateFile file(String kind, String name) {
    return new StateFile(
        settings.directory().resolve(kind + "-" + name + ".state"),
        new StateHeader.Owner(settings.fleet(), settings.region(), kind + ":" + name));
  }

  /** The pages of history of this edge. */
  PageStore history() {
    return new PageStore(
        settings.directory().resolve("history"),
        new StateHeader.Owner(settings.fleet(), settings.region(), "history"));
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private static @Nullable FileLock locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      return null;
    }
  }
}
