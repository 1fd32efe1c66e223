package io.fairlead.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The checkout that the tests run in. */
public final class Workspace {
  private Workspace() {}

  /** Its top folder: the nearest one above with a Maven wrapper. */
  public static Path top() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(folder.resolve("mvnw"))) {
      Path above = folder.getParent();
      if (above == null) {
        throw new IllegalStateException("no Maven wrapper above " + Path.of("").toAbsolutePath());
      }
      folder = above;
    }
    return folder;
  }

  /** A folder below the build folder; it may not exist yet. */
  public static Path build(String name) {
    return top().resolve("target").resolve(name);
  }

  /** Deletes a folder with everything in it. */
  public static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
