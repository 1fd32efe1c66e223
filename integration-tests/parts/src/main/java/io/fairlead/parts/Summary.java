package io.fairlead.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints the closing line {@code parts: NAME cases=N …; missing NAME (why) …} and ends with 1 where
 * continuous integration lacks a part that tests fetch themselves. A container engine or a newer
 * Python is the machine's own affair: named as missing, and tolerated.
 */
public final class Summary {
  private Summary() {}

  /** Reads the ledgers of this build. */
  public static void main(String[] arguments) throws IOException {
    List<String> lines = new ArrayList<>();
    if (Files.isDirectory(Ledger.folder())) {
      try (Stream<Path> files = Files.list(Ledger.folder())) {
        for (Path file : files.sorted().toList()) {
          lines.addAll(Files.readAllLines(file));
        }
      }
    }
    Report report = Report.of(lines);
    System.out.println(report.line());
    if (!report.isWhole() && "true".equals(System.getenv("CI"))) {
      System.exit(1);
    }
  }

  /** Cases by part, and why a part is missing. */
  record Report(
      SortedMap<String, Integer> cases,
      SortedMap<String, String> missing,
      SortedMap<String, String> beyond) {
    static Report of(List<String> ledger) {
      SortedMap<String, Integer> cases = new TreeMap<>();
      SortedMap<String, String> missing = new TreeMap<>();
      SortedMap<String, String> beyond = new TreeMap<>();
      for (String line : ledger) {
        String[] words = line.split(" ", 3);
        switch (words[0]) {
          case "ran" -> cases.merge(words[1], 1, Integer::sum);
          case "beyond" -> beyond.put(words[1], words[2]);
          default -> missing.put(words[1], words[2]);
        }
      }
      return new Report(cases, missing, beyond);
    }

    /** Every part is here that tests can fetch themselves. */
    boolean isWhole() {
      return missing.isEmpty();
    }

    String line() {
      String ran =
          cases.entrySet().stream()
              .map(entry -> entry.getKey() + " cases=" + entry.getValue())
              .collect(Collectors.joining(" "));
      SortedMap<String, String> all = new TreeMap<>(beyond);
      all.putAll(missing);
      String lacking =
          all.entrySet().stream()
              .map(
                  (Map.Entry<String, String> e) ->
                      "missing " + e.getKey() + " (" + e.getValue() + ")")
              .collect(Collectors.joining(" "));
      return "parts: " + (ran.isEmpty() ? "none" : ran) + (lacking.isEmpty() ? "" : "; " + lacking);
    }
  }
}
