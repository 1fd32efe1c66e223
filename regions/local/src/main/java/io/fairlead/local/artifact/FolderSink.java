package io.fairlead.local.artifact;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.FoundFile;
import io.fairlead.artifact.SinkJournal;
import io.fairlead.artifact.SlotNames;
import io.fairlead.local.state.FileWords;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ArtifactSink;
import io.fairlead.port.BlobStream;
import io.fairlead.port.Reading;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder that a gateway reads: {@code current} is a symbolic link to the files of one slot, and
 * is replaced by one rename. Who resolves {@code current} once, as by opening it as a folder, sees
 * one version for as long as that stays open; the copy before the last switch is kept for that.
 */
public final class FolderSink implements ArtifactSink, AutoCloseable {
  private static final String CURRENT = "current";
  private static final String SLOTS = "slots";
  private static final String FILES = "files";

  private final Path folder;
  private final InstantSource clock;
  private final @Nullable FileChannel lock;
  private final WholeFile files;
  private final ReadFiles digests;
  private final EarlySync early;

  /** The folder of a slot that files are in. */
  private final String part;

  private FolderSink(
      Path folder, InstantSource clock, @Nullable FileChannel lock, EarlySync early, String part) {
    this.folder = folder;
    this.clock = clock;
    this.lock = lock;
    this.files = new WholeFile(folder.resolve("unfinished"));
    this.digests = new ReadFiles(clock);
    this.early = early;
    this.part = part;
  }

  /**
   * Files beside those of the same slots, which no reader sees and which go with the slots; only
   * their contents are its own.
   */
  public ArtifactSink originals() {
    return new FolderSink(folder, clock, lock, early, "originals");
  }

  /** A destination to be looked at; it need not be there, and nothing is written. */
  public static FolderSink looking(Path folder, InstantSource clock) {
    return new FolderSink(folder, clock, null, new EarlySync(), FILES);
  }

  /**
   * A destination to be written, locked until it is closed or the process ends.
   *
   * @throws IOException with a sentence for people, where it cannot be used or somebody else writes
   *     it
   */
  public static FolderSink writing(Path folder, InstantSource clock) throws IOException {
    Files.createDirectories(folder);
    FileChannel lock =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isTaken(lock)) {
      lock.close();
      throw new BusyFolder(folder);
    }
    return new FolderSink(folder, clock, lock, new EarlySync(), FILES);
  }

  @Override
  public Reading<State> state(Instant deadline) {
    try {
      SinkJournal journal = readJournal();
      Path current = folder.resolve(CURRENT);
      if (!Present.at(current, LinkOption.NOFOLLOW_LINKS)) {
        return new Reading.Known<>(new State(Optional.empty(), null, journal));
      }
      if (!Files.isSymbolicLink(current)) {
        return foreign("'" + current + "' is no symbolic link", journal);
      }
      Path target = Files.readSymbolicLink(current);
      Optional<String> slot = slotOf(target);
      if (slot.isEmpty() || !Files.isDirectory(content(slot.get()), LinkOption.NOFOLLOW_LINKS)) {
        return foreign("'" + current + "' leads to " + target, journal);
      }
      return shown(slot.get(), journal);
    } catch (IOException e) {
      return new Reading.Unreadable<>(FileWords.of(e));
    } catch (IllegalArgumentException e) {
      // It is never passed over: what it says of versions keeps old ones out.
      return new Reading.Unreadable<>(
          "%s: %s: put it back from a backup, or delete it where the store is known to be right"
              .formatted(journalFile(), e.getMessage()));
    }
  }

  /** A copy that does not say what it is has to be made anew, beside it: readers see it. */
  private Reading<State> shown(String slot, SinkJournal journal) throws IOException {
    String why;
    try {
      Slot shown = SlotHeader.decode(slot, Files.readAllBytes(header(slot)));
      return new Reading.Known<>(new State(Optional.of(shown), null, journal));
    } catch (NoSuchFileException _) {
      why = "it is gone";
    } catch (IllegalArgumentException e) {
      why = String.valueOf(e.getMessage());
    }
    return new Reading.Known<>(
        new State(Optional.of(SlotHeader.unknown(slot)), header(slot) + ": " + why, journal));
  }

  @Override
  public ApplyOutcome journal(SinkJournal next, Instant deadline) {
    return written(
        deadline,
        () -> {
          files.write(journalFile(), next.encode());
          WholeFile.sync(folder);
        });
  }

  @Override
  public Reading<Integer> contents(
      String slot, String from, Predicate<FoundFile> each, Instant deadline) {
    Path content = content(slot);
    FolderFiles.Which which =
        new FolderFiles.Which(true, from, () -> clock.instant().isAfter(deadline), digests::blob);
    try {
      return new Reading.Known<>(
          Files.isDirectory(content, LinkOption.NOFOLLOW_LINKS)
              ? FolderFiles.walk(content, which, each)
              : 0);
    } catch (IOException e) {
      return new Reading.Unreadable<>(FileWords.of(e));
    }
  }

  @Override
  public ApplyOutcome prepare(Slot slot, Instant deadline) {
    return written(
        deadline,
        () -> {
          Files.createDirectories(content(slot.name()));
          files.write(header(slot.name()), SlotHeader.encode(slot));
        });
  }

  @Override
  public ApplyOutcome keepPage(String slot, Blob page, BlobStream content, Instant deadline) {
    return written(deadline, () -> SlotFiles.write(page(slot, page), content, early));
  }

  @Override
  public Reading<BlobStream> openPage(String slot, Blob page, Instant deadline) {
    return FileStream.open(page(slot, page));
  }

  @Override
  public ApplyOutcome put(String slot, String path, BlobStream file, Instant deadline) {
    return written(deadline, () -> SlotFiles.write(content(slot).resolve(path), file, early));
  }

  @Override
  public ApplyOutcome remove(String slot, String path, Instant deadline) {
    return written(deadline, () -> Files.deleteIfExists(content(slot).resolve(path)));
  }

  @Override
  public Reading<BlobStream> open(String slot, String path, Instant deadline) {
    try {
      return FileStream.open(content(slot).resolve(path));
    } catch (InvalidPathException _) {
      return new Reading.Unreadable<>(unnamable(path));
    }
  }

  @Override
  public ApplyOutcome show(@Nullable String from, String to, Instant deadline) {
    Path current = folder.resolve(CURRENT);
    try {
      boolean there = Present.at(current, LinkOption.NOFOLLOW_LINKS);
      if (there && !Files.isSymbolicLink(current)) {
        return new ApplyOutcome.Refused(
            "'" + current + "' is no symbolic link and may be somebody's: move it away", false);
      }
      Optional<String> now = there ? slotOf(Files.readSymbolicLink(current)) : Optional.empty();
      if (from != null && !now.equals(Optional.of(from))) {
        return new ApplyOutcome.Conflict(now.orElse("nothing") + " instead of " + from);
      }
    } catch (IOException e) {
      return new ApplyOutcome.Refused(FileWords.of(e), true);
    }
    return written(deadline, () -> link(current, to));
  }

  @Override
  public ApplyOutcome keepOnly(Set<String> slots, Instant deadline) {
    return written(
        deadline,
        () -> {
          for (Path slot : list(folder.resolve(SLOTS))) {
            String name = String.valueOf(slot.getFileName());
            if (SlotNames.isSlot(name) && !slots.contains(name)) {
              delete(slot);
            }
          }
          for (Path unfinished : list(files.temporary())) {
            Files.deleteIfExists(unfinished);
          }
        });
  }

  /** Lets others write it. */
  @Override
  public void close() throws IOException {
    early.close();
    if (lock != null) {
      lock.close();
    }
  }

  /** Some change of files. */
  private interface Change {
    void make() throws IOException;
  }

  private ApplyOutcome written(Instant deadline, Change change) {
    if (lock == null) {
      throw new IllegalStateException(folder + " was opened to be looked at");
    }
    if (clock.instant().isAfter(deadline)) {
      return new ApplyOutcome.Expired();
    }
    try {
      change.make();
      return new ApplyOutcome.Accepted();
    } catch (IOException e) {
      return new ApplyOutcome.Refused(FileWords.of(e, folder), true);
    } catch (InvalidPathException e) {
      return new ApplyOutcome.Refused(unnamable(e.getInput()), true);
    }
  }

  /** Java takes the names of files from the locale that the process was started with. */
  private static String unnamable(String path) {
    return "this process' locale has no letters for '%s': start it with LC_ALL=C.UTF-8"
        .formatted(path);
  }

  /** Everything that the link leads to is on the disk before the link is. */
  private void link(Path current, String to) throws IOException {
    early.await();
    DiskSync.all(folder.resolve(SLOTS).resolve(to));
    WholeFile.sync(folder.resolve(SLOTS));
    Path next = folder.resolve("next");
    Files.deleteIfExists(next);
    Files.createSymbolicLink(next, folder.relativize(content(to)));
    Files.move(next, current, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    WholeFile.sync(folder);
  }

  private SinkJournal readJournal() throws IOException {
    return Present.at(journalFile())
        ? SinkJournal.decode(Files.readAllBytes(journalFile()))
        : SinkJournal.NEW;
  }

  private Path journalFile() {
    return folder.resolve("journal");
  }

  private Path header(String slot) {
    return folder.resolve(SLOTS).resolve(slot).resolve("slot");
  }

  private Path page(String slot, Blob page) {
    return header(slot).resolveSibling("pages").resolve(page.digest().hex());
  }

  private Path content(String slot) {
    if (!SlotNames.isSlot(slot)) {
      throw new IllegalArgumentException("'" + slot + "' is no name of a slot");
    }
    return folder.resolve(SLOTS).resolve(slot).resolve(part);
  }

  private Optional<String> slotOf(Path target) {
    return target.getNameCount() == 3
            && SlotNames.isSlot(target.getName(1).toString())
            && target.equals(folder.relativize(content(target.getName(1).toString())))
        ? Optional.of(target.getName(1).toString())
        : Optional.empty();
  }

  private static Reading<State> foreign(String what, SinkJournal journal) {
    return new Reading.Known<>(new State(Optional.empty(), what, journal));
  }

  private static boolean isTaken(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path each : all.toList().reversed()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
