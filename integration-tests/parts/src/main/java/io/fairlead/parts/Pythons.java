package io.fairlead.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a Python that is new enough: on the path, or among those that pyenv keeps. */
final class Pythons {
  private static final int NEWEST = 14;

  private Pythons() {}

  static Optional<String> newer(int minor) {
    return newer(minor, candidates(minor));
  }

  static Optional<String> newer(int minor, List<String> candidates) {
    return candidates.stream().filter(python -> isNewer(python, minor)).findFirst();
  }

  /** Why there is none, in words. */
  static String lacking(int minor) {
    return "no Python 3.%d or newer: tried %s"
        .formatted(minor, String.join(", ", candidates(minor)));
  }

  private static List<String> candidates(int minor) {
    List<String> candidates = new ArrayList<>(List.of("python3"));
    for (int each = minor; each <= NEWEST; each++) {
      candidates.add("python3." + each);
    }
    candidates.addAll(kept());
    return candidates;
  }

  private static List<String> kept() {
    Path versions = Path.of(System.getProperty("user.home"), ".pyenv", "versions");
    if (!Files.isDirectory(versions)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(versions)) {
      return all.sorted().map(each -> each.resolve("bin/python3").toString()).toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  private static boolean isNewer(String python, int minor) {
    String test = "import sys; sys.exit(sys.version_info < (3, %d))".formatted(minor);
    return Install.run(List.of(python, "-c", test)).isEmpty();
  }
}
