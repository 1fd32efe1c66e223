package io.fairlead.local.artifact;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.CondemnedList;
import io.fairlead.artifact.MirrorMark;
import io.fairlead.artifact.Pointer;
import io.fairlead.local.cell.FolderCell;
import io.fairlead.local.state.FileWords;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.BlobStream;
import io.fairlead.port.CollectableStore;
import io.fairlead.port.Reading;
import io.fairlead.quorum.CellCas;
import io.fairlead.quorum.CellRead;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A store in a folder of a local disk: {@code sha256/AB/DIGEST}, {@code sets/SET/manifests/NAME},
 * and {@code sets/SET/pointer}, a cell. Any number of processes may use it, and any of them may be
 * killed at any point.
 */
public final class FolderStore implements CollectableStore {
  private static final int FAN_OUT = 2;
  private static final String COLLECTION = "collection";

  private final Path folder;
  private final InstantSource clock;
  private final WholeFile files;

  /** A store in a folder, which is made with the first thing that is kept. */
  public FolderStore(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
    this.files = new WholeFile(folder.resolve("unfinished"));
  }

  @Override
  public Reading<Optional<Held>> pointer(String set, Instant deadline) {
    try {
      if (!Present.at(pointerFolder(set))) {
        return Files.isDirectory(folder)
            ? new Reading.Known<>(Optional.empty())
            : new Reading.Unreadable<>("there is no folder " + folder);
      }
      return switch (cell(set).read(deadline)) {
        case CellRead.Empty() -> new Reading.Known<>(Optional.empty());
        case CellRead.Unknown(String why) -> new Reading.Unreadable<>(why);
        case CellRead.Value(long version, byte[] bytes) ->
            new Reading.Known<>(
                Optional.of(new Held(Pointer.decode(bytes), Long.toString(version))));
      };
    } catch (IOException e) {
      return new Reading.Unreadable<>(FileWords.of(e));
    } catch (IllegalArgumentException e) {
      return new Reading.Unreadable<>(pointerFolder(set) + ": " + e.getMessage());
    }
  }

  @Override
  public ApplyOutcome point(String set, @Nullable String expected, Pointer next, Instant deadline) {
    try {
      return replaced(cell(set), expected, next.encode(), deadline);
    } catch (IOException e) {
      return new ApplyOutcome.Refused(FileWords.of(e, folder), true);
    }
  }

  @Override
  public Reading<Optional<byte[]>> manifest(String set, Pointer pointer, Instant deadline) {
    Path file = manifestFile(set, pointer);
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      return new Reading.Unreadable<>(file + " is no plain file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new Reading.Known<>(Optional.of(in.readNBytes(pointer.length() + 1)));
    } catch (NoSuchFileException _) {
      return new Reading.Known<>(Optional.empty());
    } catch (IOException e) {
      return new Reading.Unreadable<>(FileWords.of(e));
    }
  }

  @Override
  public ApplyOutcome keepManifest(String set, Pointer pointer, byte[] signed, Instant deadline) {
    Path file = manifestFile(set, pointer);
    try {
      if (!Files.exists(file)) {
        files.write(file, signed);
        WholeFile.sync(parent(file));
      }
      return Arrays.equals(Files.readAllBytes(file), signed)
          ? new ApplyOutcome.Accepted()
          : new ApplyOutcome.Conflict("other bytes in " + file);
    } catch (IOException e) {
      return new ApplyOutcome.Refused(FileWords.of(e, folder), true);
    }
  }

  /** Reads what is there: a disk does not tell what somebody has changed on it. */
  @Override
  public Reading<Set<Blob>> lacking(Set<Blob> blobs, Instant deadline) {
    Set<Blob> lacking = new HashSet<>();
    try {
      for (Blob blob : blobs) {
        if (clock.instant().isAfter(deadline)) {
          return new Reading.Unreadable<>("no time was left to read " + folder);
        }
        if (!isThere(blob)) {
          lacking.add(blob);
        }
      }
      return new Reading.Known<>(lacking);
    } catch (IOException e) {
      return new Reading.Unreadable<>(FileWords.of(e));
    }
  }

  private boolean isThere(Blob blob) throws IOException {
    Path file = blobFile(blob);
    try {
      return Files.size(file) == blob.length() && FolderFiles.blob(file).equals(blob);
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  @Override
  public ApplyOutcome keep(Blob blob, BlobStream content, Instant deadline) {
    if (clock.instant().isAfter(deadline)) {
      return new ApplyOutcome.Expired();
    }
    Path file = blobFile(blob);
    try {
      files.write(file, content);
      WholeFile.sync(parent(file));
      return new ApplyOutcome.Accepted();
    } catch (IOException e) {
      return new ApplyOutcome.Refused(FileWords.of(e, folder), true);
    }
  }

  @Override
  public Reading<BlobStream> open(Blob blob, Instant deadline) {
    return clock.instant().isAfter(deadline)
        ? new Reading.Unreadable<>("no time was left")
        : FileStream.open(blobFile(blob));
  }

  @Override
  public Reading<Optional<MirrorMark>> mark(String set, Instant deadline) {
    Path file = markFile(set);
    try {
      return new Reading.Known<>(Optional.of(MirrorMark.decode(Files.readAllBytes(file))));
    } catch (NoSuchFileException _) {
      return new Reading.Known<>(Optional.empty());
    } catch (IOException e) {
      return new Reading.Unreadable<>(FileWords.of(e));
    } catch (IllegalArgumentException e) {
      return new Reading.Unreadable<>(file + ": " + e.getMessage());
    }
  }

  @Override
  public ApplyOutcome remember(String set, MirrorMark mark, Instant deadline) {
    Path file = markFile(set);
    try {
      files.write(file, mark.encode());
      WholeFile.sync(parent(file));
      return new ApplyOutcome.Accepted();
    } catch (IOException e) {
      return new ApplyOutcome.Refused(FileWords.of(e, folder), true);
    }
  }

  @Override
  public Reading<Optional<HeldList>> condemned(Instant deadline) {
    try {
      if (!Present.at(folder.resolve(COLLECTION))) {
        return new Reading.Known<>(Optional.empty());
      }
      return switch (collection().read(deadline)) {
        case CellRead.Empty() -> new Reading.Known<>(Optional.empty());
        case CellRead.Unknown(String why) -> new Reading.Unreadable<>(why);
        case CellRead.Value(long version, byte[] bytes) ->
            new Reading.Known<>(
                Optional.of(new HeldList(CondemnedList.decode(bytes), Long.toString(version))));
      };
    } catch (IOException e) {
      return new Reading.Unreadable<>(FileWords.of(e));
    } catch (IllegalArgumentException e) {
      return new Reading.Unreadable<>(folder.resolve(COLLECTION) + ": " + e.getMessage());
    }
  }

  @Override
  public ApplyOutcome condemn(@Nullable String expected, CondemnedList next, Instant deadline) {
    try {
      return replaced(collection(), expected, next.encode(), deadline);
    } catch (IOException e) {
      return new ApplyOutcome.Refused(FileWords.of(e, folder), true);
    }
  }

  @Override
  public Reading<List<String>> sets(Instant deadline) {
    return StoreLists.names(folder.resolve("sets"));
  }

  @Override
  public Reading<List<Pointer>> manifests(String set, Instant deadline) {
    return StoreLists.manifests(folder.resolve("sets").resolve(set).resolve("manifests"));
  }

  @Override
  public Reading<List<Blob>> blobs(Instant deadline) {
    return StoreLists.blobs(folder.resolve("sha256"));
  }

  @Override
  public ApplyOutcome delete(Blob blob, Instant deadline) {
    return deleted(blobFile(blob), deadline);
  }

  @Override
  public ApplyOutcome delete(String set, Pointer manifest, Instant deadline) {
    return deleted(manifestFile(set, manifest), deadline);
  }

  private ApplyOutcome deleted(Path file, Instant deadline) {
    if (clock.instant().isAfter(deadline)) {
      return new ApplyOutcome.Expired();
    }
    try {
      Files.deleteIfExists(file);
      return new ApplyOutcome.Accepted();
    } catch (IOException e) {
      return new ApplyOutcome.Refused(FileWords.of(e, folder), true);
    }
  }

  private static ApplyOutcome replaced(
      FolderCell cell, @Nullable String expected, byte[] next, Instant deadline) {
    return switch (cell.cas(expected == null ? 0 : Long.parseLong(expected), next, deadline)) {
      case CellCas.Ok _ -> new ApplyOutcome.Accepted();
      case CellCas.Conflict _ -> new ApplyOutcome.Conflict("another one");
      case CellCas.Unknown(String why) -> new ApplyOutcome.Unknown(why);
    };
  }

  private FolderCell collection() throws IOException {
    return FolderCell.open(folder.resolve(COLLECTION), folder.toString(), clock);
  }

  private FolderCell cell(String set) throws IOException {
    return FolderCell.open(pointerFolder(set), folder.toString(), clock);
  }

  private Path pointerFolder(String set) {
    return folder.resolve("sets").resolve(set).resolve("pointer");
  }

  private Path markFile(String set) {
    return folder.resolve("sets").resolve(set).resolve("mark");
  }

  private Path manifestFile(String set, Pointer pointer) {
    return folder.resolve("sets").resolve(set).resolve("manifests").resolve(pointer.name());
  }

  private Path blobFile(Blob blob) {
    String hex = blob.digest().hex();
    return folder.resolve("sha256").resolve(hex.substring(0, FAN_OUT)).resolve(hex);
  }

  private static Path parent(Path file) {
    return Objects.requireNonNull(file.getParent());
  }
}
