package io.fairlead.local.artifact;

import io.fairlead.artifact.Blob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Digests of files that one run has read. A file is not read twice where the file system tells that
 * nobody has touched it since: the time of its last change of any kind cannot be set back. What was
 * changed just before it was read is read again, because that time is no finer than some
 * milliseconds.
 */
final class ReadFiles {
  private static final Duration SETTLED = Duration.ofMillis(100);

  /** Bytes that take about that time to read and digest. */
  private static final long LONG = 1L << 26;

  /** Files remembered at most; further ones are read again. */
  private static final int MOST = 65_536;

  private final InstantSource clock;
  private final Map<Path, Read> read = new ConcurrentHashMap<>();

  private record Stat(
      @Nullable Object inode, @Nullable Object size, @Nullable Object modified, FileTime changed) {}

  private record Read(Stat stat, Blob blob) {}

  /** None was read. */
  ReadFiles(InstantSource clock) {
    this.clock = clock;
  }

  /** What a file holds. */
  Blob blob(Path file) throws IOException {
    Optional<Stat> now = stat(file);
    Read before = read.get(file);
    if (before != null && now.equals(Optional.of(before.stat()))) {
      return before.blob();
    }
    boolean settled = now.filter(this::settled).isPresent();
    Blob blob = FolderFiles.blob(file);
    if (settled && read.size() < MOST) {
      read.put(file, new Read(now.get(), blob));
    }
    return blob;
  }

  /** A long file that was written just now is waited for: reading it twice takes longer. */
  private boolean settled(Stat stat) {
    Duration left = Duration.between(clock.instant().minus(SETTLED), stat.changed().toInstant());
    if (stat.size() instanceof Long size
        && size >= LONG
        && !left.isNegative()
        && left.compareTo(SETTLED) <= 0) {
      LockSupport.parkNanos(left.plusMillis(1).toNanos());
    }
    return clock.instant().minus(SETTLED).isAfter(stat.changed().toInstant());
  }

  /** Empty where the file system has no such times. */
  private static Optional<Stat> stat(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return Optional.empty();
    }
    Map<String, Object> all =
        Files.readAttributes(
            file, "unix:ino,size,lastModifiedTime,ctime", LinkOption.NOFOLLOW_LINKS);
    return all.get("ctime") instanceof FileTime changed
        ? Optional.of(
            new Stat(all.get("ino"), all.get("size"), all.get("lastModifiedTime"), changed))
        : Optional.empty();
  }
}
