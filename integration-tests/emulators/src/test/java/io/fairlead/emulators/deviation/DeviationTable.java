package io.fairlead.emulators.deviation;

import io.fairlead.parts.Part;
import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of docs/emulators.md: {@code | part | operation | AWS, with a page | the part |}. */
final class DeviationTable {
  private static final Pattern ROW =
      Pattern.compile("\\| ([a-z_ ]+) \\| ((\\w+) [^|]+) \\| ([^|]+) \\| ([^|]+) \\|");

  private DeviationTable() {}

  /** How the table names a part; LocalStack is one, in its image or not. */
  static String name(Part part) {
    return part == Part.LOCALSTACK_IN_DOCKER ? Part.LOCALSTACK.label() : part.label();
  }

  /** Every operation of the table, whatever the part. */
  static SortedSet<String> operations() {
    SortedSet<String> all = new TreeSet<>();
    lines().stream()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .forEach(row -> all.add(row.group(2)));
    return all;
  }

  /** The rows of a part that begin with one of these words. */
  static SortedSet<String> of(String part, String... first) {
    SortedSet<String> listed = new TreeSet<>();
    for (String line : lines()) {
      Matcher row = ROW.matcher(line);
      if (row.matches() && row.group(1).equals(part) && List.of(first).contains(row.group(3))) {
        if (!row.group(4).contains("](https://docs.aws.amazon.com/")) {
          throw new IllegalStateException("a row without AWS's page: " + line);
        }
        listed.add(row.group(2));
      }
    }
    return listed;
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(Workspace.top().resolve("docs/emulators.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
