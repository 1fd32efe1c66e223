package io.fairlead.architecture;

import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The checkout's Java sources. */
final class Sources {
  private Sources() {}

  static Path top() {
    return Workspace.top();
  }

  /** Every Java file below a source folder. */
  static List<Path> all() {
    try (Stream<Path> files = Files.walk(top())) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains("/src/"))
          .filter(file -> !file.toString().contains("/target/"))
          .filter(file -> !top().relativize(file).toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
