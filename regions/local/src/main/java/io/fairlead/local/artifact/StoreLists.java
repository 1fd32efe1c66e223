package io.fairlead.local.artifact;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.ContentDigest;
import io.fairlead.artifact.Pointer;
import io.fairlead.local.state.FileWords;
import io.fairlead.port.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All that a store keeps in a folder. What is named otherwise is none of ours. */
final class StoreLists {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private StoreLists() {}

  static Reading<List<String>> names(Path folder) {
    return each(folder, path -> Optional.of(String.valueOf(path.getFileName())));
  }

  static Reading<List<Pointer>> manifests(Path folder) {
    return each(
        folder, file -> Pointer.named(String.valueOf(file.getFileName()), Files.size(file)));
  }

  static Reading<List<Blob>> blobs(Path folder) {
    List<Blob> blobs = new ArrayList<>();
    switch (each(folder, Optional::of)) {
      case Reading.Unreadable<List<Path>>(String why) -> {
        return new Reading.Unreadable<>(why);
      }
      case Reading.Known<List<Path>>(List<Path> parts) -> {
        for (Path part : parts) {
          switch (each(part, StoreLists::blob)) {
            case Reading.Unreadable<List<Blob>>(String why) -> {
              return new Reading.Unreadable<>(why);
            }
            case Reading.Known<List<Blob>>(List<Blob> some) -> blobs.addAll(some);
          }
        }
      }
    }
    return new Reading.Known<>(blobs);
  }

  private static Optional<Blob> blob(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    return DIGEST.matcher(name).matches()
        ? Optional.of(new Blob(new ContentDigest(name), Files.size(file)))
        : Optional.empty();
  }

  /** What is read of one entry. */
  private interface Read<T> {
    Optional<T> of(Path path) throws IOException;
  }

  private static <T> Optional<T> there(Path entry, Read<T> read) throws IOException {
    try {
      return read.of(entry);
    } catch (NoSuchFileException _) {
      // Somebody else collects, too.
      return Optional.empty();
    }
  }

  /** Of each entry of a folder; what is deleted meanwhile is not there. */
  private static <T> Reading<List<T>> each(Path folder, Read<T> read) {
    List<T> all = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.sorted().toList()) {
        there(entry, read).ifPresent(all::add);
      }
      return new Reading.Known<>(all);
    } catch (NoSuchFileException _) {
      return new Reading.Known<>(List.of());
    } catch (IOException e) {
      return new Reading.Unreadable<>(FileWords.of(e));
    }
  }
}
