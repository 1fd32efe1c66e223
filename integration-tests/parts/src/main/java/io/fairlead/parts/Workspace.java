package io.fairlead.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
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

  /** A new folder that is gone when this process ends, for what programs under test leave. */
  public static Path scratch(String name) throws IOException {
    Path folder = Files.createTempDirectory("fairlead-" + name);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    delete(folder);
                  } catch (IOException | UncheckedIOException _) {
                    // A program that still writes there keeps it.
                  }
                }));
    return folder;
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
