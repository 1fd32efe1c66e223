package io.fairlead.emulators.mixed;

import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was counted of fleets over two clouds: a row printed for each, and all of this process in a
 * file where the benchmark asks for every layout.
 */
final class MixedFigures {
  /**
   * Every layout and not some of them: {@code -Dfairlead.mixed.all=true}, as the benchmark says.
   */
  static final boolean ALL = Boolean.getBoolean("fairlead.mixed.all");

  private static final Path FILE = Workspace.top().resolve("target/benchmarks/mixed-clouds.json");
  private static final List<Row> ROWS = new ArrayList<>();

  private MixedFigures() {}

  /** What happened to a fleet, and what was counted then. */
  private record Row(Layout layout, String event, SortedMap<String, Integer> counted) {}

  /** One row; the file holds it when this returns. */
  static synchronized void row(Layout layout, String event, SortedMap<String, Integer> counted)
      throws IOException {
    ROWS.add(new Row(layout, event, new TreeMap<>(counted)));
    System.out.printf("mixed-clouds %-14s %-28s %s%n", layout, event, counted);
    if (ALL) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, json() + "\n");
    }
  }

  private static ObjectNode json() {
    ObjectNode file = JsonMapper.shared().createObjectNode().put("benchmark", "mixed-clouds");
    var rows = file.putArray("rows");
    for (Row row : ROWS) {
      ObjectNode each =
          rows.addObject().put("topology", row.layout().name()).put("event", row.event());
      row.counted().forEach(each::put);
    }
    return file;
  }
}
