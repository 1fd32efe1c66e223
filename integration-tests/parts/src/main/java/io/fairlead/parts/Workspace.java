package io.fairlead.parts;

import java.nio.file.Files;
import java.nio.file.Path;

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
}
