package io.fairlead.local.artifact;

import io.fairlead.artifact.FoundFile;
import io.fairlead.local.state.FileWords;
import io.fairlead.port.ArtifactSource;
import io.fairlead.port.BlobStream;
import io.fairlead.port.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Predicate;

/** A folder that a set is published from; names that begin with a dot are left out. */
public final class FolderSource implements ArtifactSource {
  private final Path folder;
  private final InstantSource clock;

  /** The folder need not be there yet. */
  public FolderSource(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  @Override
  public Reading<Integer> files(Predicate<FoundFile> each, Instant deadline) {
    if (!Files.isDirectory(folder)) {
      return new Reading.Unreadable<>("the source " + folder + " is no folder");
    }
    try {
      return new Reading.Known<>(
          FolderFiles.walk(
              folder,
              new FolderFiles.Which(
                  false, "", () -> clock.instant().isAfter(deadline), FolderFiles::blob),
              each));
    } catch (IOException e) {
      return new Reading.Unreadable<>("the source cannot be read: " + FileWords.of(e));
    }
  }

  @Override
  public Reading<BlobStream> open(String path, Instant deadline) {
    return FileStream.open(folder.resolve(path));
  }
}
