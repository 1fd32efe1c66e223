package io.fairlead.wiring.topology;

import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Lines of {@code path=value}; a value is escaped so that no two contents give equal text. */
final class CanonicalLines {
  private final StringBuilder out = new StringBuilder();

  void put(String path, @Nullable Object value) {
    String text =
        switch (value) {
          case null -> "-";
          case Duration duration -> duration.toMillis() + "ms";
          case Collection<?> many -> list(many);
          default -> quoted(value.toString());
        };
    out.append(path).append('=').append(text).append('\n');
  }

  private static String list(Collection<?> many) {
    StringBuilder list = new StringBuilder("[");
    for (Object each : many) {
      list.append(list.length() == 1 ? "" : ",").append(quoted(each.toString()));
    }
    return list.append(']').toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  String text() {
    return out.toString();
  }
}
