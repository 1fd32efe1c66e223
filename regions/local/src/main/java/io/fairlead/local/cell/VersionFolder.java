package io.fairlead.local.cell;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/** The files of a folder cell: {@code version-<n>}, and {@code temp-<id>} while one is written. */
final class VersionFolder {
  /**
   * Versions kept. A writer that was stopped between looking and linking can create a version again
   * that was removed, so a version is removed only when it is this far behind, and a writer that
   * finds itself this far behind does not know how its write ended.
   */
  static final int KEPT = 32;

  private static final String VERSION = "version-";
  private static final String TEMP = "temp-";
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");
  private static final Duration TEMP_LIFE = Duration.ofHours(1);

  private final Path folder;

  VersionFolder(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /** Every version there is. */
  NavigableSet<Long> versions() throws IOException {
    NavigableSet<Long> found = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, VERSION + "*")) {
      for (Path file : files) {
        versionOf(file).ifPresent(found::add);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return found;
  }

  /** The file of a version. */
  Path file(long version) {
    return folder.resolve(VERSION + version);
  }

  /** The file's bytes; a longer one than any value can be is cut, and so found to be torn. */
  byte[] read(long version) throws IOException {
    try (var in = Files.newInputStream(file(version))) {
      return in.readNBytes(CellFile.MAX_HEAD + CellFile.MAX_VALUE);
    }
  }

  /** Writes bytes to a new file under a name that nothing reads, and brings them to the disk. */
  Path writeTemp(byte[] bytes) throws IOException {
    Path temp = folder.resolve(TEMP + UUID.randomUUID());
    try (FileChannel out =
        FileChannel.open(temp, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        out.write(left);
      }
      out.force(true);
    } catch (IOException e) {
      discard(temp);
      throw e;
    }
    return temp;
  }

  /**
   * Gives a written file its version's name: one atomic call that fails where the name is taken.
   *
   * @throws java.nio.file.FileAlreadyExistsException where another writer was first
   */
  void link(Path temp, long version) throws IOException {
    Files.createLink(file(version), temp);
  }

  /** Brings the names in the folder to the disk. */
  void sync() throws IOException {
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  /** Removes versions {@link #KEPT} behind the newest, and temps that dead writers left. */
  void clean(long newest, Path mine) throws IOException {
    FileTime now = Files.getLastModifiedTime(mine);
    for (long version : versions().headSet(newest - KEPT, true)) {
      Files.deleteIfExists(file(version));
    }
    try (DirectoryStream<Path> temps = Files.newDirectoryStream(folder, TEMP + "*")) {
      for (Path temp : temps) {
        if (isOlder(temp, now)) {
          Files.deleteIfExists(temp);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /** Removes a temp; one that stays is removed by a later writer. */
  @SuppressWarnings("EmptyCatch")
  void discard(Path temp) {
    try {
      Files.deleteIfExists(temp);
    } catch (IOException _) {
      // It takes room for an hour; the write itself has ended well or been reported.
    }
  }

  /** By the file system's own clock: the age against the file just written. */
  private static boolean isOlder(Path temp, FileTime now) throws IOException {
    try {
      FileTime then = Files.getLastModifiedTime(temp);
      return Duration.between(then.toInstant(), now.toInstant()).compareTo(TEMP_LIFE) > 0;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static OptionalLong versionOf(Path file) {
    String number = String.valueOf(file.getFileName()).substring(VERSION.length());
    return NUMBER.matcher(number).matches()
        ? OptionalLong.of(Long.parseLong(number))
        : OptionalLong.empty();
  }
}
