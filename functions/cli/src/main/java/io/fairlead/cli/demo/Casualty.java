package io.fairlead.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what the processes that ended too early said last, before their logs are deleted. */
final class Casualty {
  private static final int LAST_LINES = 3;

  private Casualty() {}

  static String sentence(String casualties, Path folder) {
    try (Stream<Path> logs = Files.list(folder)) {
      String said =
          logs.filter(log -> casualties.contains(log.toString()))
              .map(Casualty::last)
              .distinct()
              .collect(Collectors.joining("\n"));
      return "these processes did not start: " + casualties + "\n" + said;
    } catch (IOException _) {
      return "these processes did not start: " + casualties;
    }
  }

  private static String last(Path log) {
    try {
      var lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      return "its log cannot be read: " + e.getMessage();
    }
  }
}
