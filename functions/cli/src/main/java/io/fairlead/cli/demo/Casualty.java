package io.fairlead.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Says what the processes that ended too early said last, before their logs are deleted. */
final class Casualty {
  private static final int LAST_LINES = 3;

  private Casualty() {}

  static String sentence(List<Child> casualties) {
    String names = casualties.stream().map(Child::name).collect(Collectors.joining(", "));
    String said =
        casualties.stream()
            .map(child -> last(child.log()))
            .distinct()
            .collect(Collectors.joining("\n"));
    return "these processes did not start: " + names + "\n" + said;
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
