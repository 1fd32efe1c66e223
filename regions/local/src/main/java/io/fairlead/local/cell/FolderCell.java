package io.fairlead.local.cell;

import io.fairlead.quorum.CasCell;
import io.fairlead.quorum.CellCas;
import io.fairlead.quorum.CellRead;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.NavigableSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * A cell in a folder of a local disk, without locks: any number of threads and processes may use
 * it, and any of them may be killed at any point.
 *
 * <p>Version n+1 is written to a temporary file, brought to the disk, and linked to its name, which
 * fails where the name is taken; then the folder is brought to the disk. The newest version is the
 * value. A damaged newest version is never passed over for the one before: that would undo a write
 * that was answered with success.
 */
public final class FolderCell implements CasCell {
  /** Looks at a folder in which others write and remove versions all the time. */
  private static final int LOOKS = 10;

  private final VersionFolder files;
  private final String failureDomain;
  private final InstantSource clock;

  /** The newest version known to be on the disk; the folder never goes below it. */
  private final AtomicLong durable = new AtomicLong();

  private FolderCell(VersionFolder files, String failureDomain, InstantSource clock) {
    this.files = files;
    this.failureDomain = failureDomain;
    this.clock = clock;
  }

  /**
   * Opens the cell in a folder, which is created where it is missing.
   *
   * @throws IOException with a sentence for people, where the folder cannot hold a cell
   */
  public static FolderCell open(Path folder, String failureDomain, InstantSource clock)
      throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IOException(folder + " is a file: a cell needs a folder");
    }
    Files.createDirectories(folder);
    LocalDisk.check(folder);
    VersionFolder files = new VersionFolder(folder);
    if (files.versions().isEmpty()) {
      refuseForeign(folder, files);
    }
    return new FolderCell(files, failureDomain, clock);
  }

  @Override
  public CellRead read(Instant deadline) {
    if (clock.instant().isAfter(deadline)) {
      return new CellRead.Unknown("the deadline had passed before the cell was read");
    }
    try {
      return newest();
    } catch (IOException e) {
      return new CellRead.Unknown(why("cannot read", e));
    }
  }

  @Override
  public CellCas cas(long expected, byte[] next, Instant deadline) {
    if (next.length > CellFile.MAX_VALUE) {
      throw new IllegalArgumentException(
          next.length + " bytes exceed the cell's " + CellFile.MAX_VALUE);
    }
    return switch (read(deadline)) {
      case CellRead.Unknown(String why) -> new CellCas.Unknown(why);
      case CellRead.Empty() when expected == 0 -> write(1, next, deadline);
      case CellRead.Value(long version, _) when version == expected ->
          write(expected + 1, next, deadline);
      case CellRead other -> new CellCas.Conflict(other);
    };
  }

  @Override
  public String failureDomain() {
    return failureDomain;
  }

  private CellCas write(long version, byte[] next, Instant deadline) {
    try {
      Path temp = files.writeTemp(CellFile.encode(version, next));
      try {
        files.link(temp, version);
        long newest = files.versions().last();
        files.sync();
        return landed(version, newest, temp);
      } catch (FileAlreadyExistsException e) {
        return lost(deadline);
      } finally {
        files.discard(temp);
      }
    } catch (IOException e) {
      return new CellCas.Unknown(why("cannot write to", e));
    }
  }

  /** The link was made; it counts unless its name can have been free for the second time. */
  private CellCas landed(long version, long newest, Path temp) {
    if (newest >= version + VersionFolder.KEPT) {
      return new CellCas.Unknown(
          "version " + version + " was written while others went on to " + newest);
    }
    durable.accumulateAndGet(version, Math::max);
    cleaned(newest, temp);
    return new CellCas.Ok(version);
  }

  /** The write is done whether or not old files can be removed; the next writer tries again. */
  @SuppressWarnings("EmptyCatch")
  private void cleaned(long newest, Path temp) {
    try {
      files.clean(newest, temp);
    } catch (IOException _) {
      // Old files take room and harm nothing.
    }
  }

  private CellCas lost(Instant deadline) {
    return switch (read(deadline)) {
      case CellRead.Unknown(String why) -> new CellCas.Unknown(why);
      case CellRead current -> new CellCas.Conflict(current);
    };
  }

  /** The newest version; one that is removed while it is read has a newer one behind it. */
  private CellRead newest() throws IOException {
    for (int i = 1; i < LOOKS; i++) {
      try {
        return newestNow();
      } catch (NoSuchFileException _) {
        Thread.onSpinWait();
      }
    }
    return newestNow();
  }

  /** The newest version, on the disk before anybody hears of it. */
  private CellRead newestNow() throws IOException {
    long floor = durable.get();
    NavigableSet<Long> versions = files.versions();
    long newest = versions.isEmpty() ? 0 : versions.last();
    if (newest < floor) {
      return new CellRead.Unknown(wentBack(floor, newest));
    }
    if (newest == 0) {
      return new CellRead.Empty();
    }
    byte[] file = files.read(newest);
    if (newest > floor) {
      files.sync();
      durable.accumulateAndGet(newest, Math::max);
    }
    return decoded(newest, file);
  }

  private CellRead decoded(long version, byte[] file) {
    try {
      return new CellRead.Value(version, CellFile.decode(version, file));
    } catch (IllegalArgumentException e) {
      return new CellRead.Unknown(files.file(version) + " " + e.getMessage());
    }
  }

  private String wentBack(long floor, long newest) {
    return files.folder()
        + " went back from version "
        + floor
        + " to "
        + newest
        + ": it was emptied or restored from an older copy";
  }

  private String why(String what, IOException e) {
    String reason =
        switch (e) {
          case AccessDeniedException _ -> "permission denied";
          case NoSuchFileException _ -> "it is gone";
          case FileSystemException file when file.getReason() != null -> file.getReason();
          default -> String.valueOf(e.getMessage());
        };
    return what + " the cell's folder " + files.folder() + ": " + reason;
  }

  private static void refuseForeign(Path folder, VersionFolder files) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      Path foreign =
          found
              .filter(file -> !String.valueOf(file.getFileName()).startsWith("temp-"))
              .min(Path::compareTo)
              .orElse(null);
      // Another writer may have made the first version since this one looked.
      if (foreign != null && files.versions().isEmpty()) {
        throw new IOException(
            folder
                + " holds "
                + foreign.getFileName()
                + " and no version of a cell: give the cell a folder of its own");
      }
    }
  }
}
