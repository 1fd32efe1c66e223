package io.fairlead.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every lesson of comparable systems has a test that carries its number. */
class RegressionCasesTest {
  private static final Pattern CASE = Pattern.compile("void case_(\\d+)_\\w+\\(");
  private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| .* \\| (.+) \\|");

  @Test
  void every_lesson_of_the_page_has_a_test() {
    TreeSet<Integer> tested = new TreeSet<>();
    Sources.all().stream()
        .flatMap(file -> Sources.lines(file).stream())
        .map(CASE::matcher)
        .filter(Matcher::find)
        .forEach(found -> tested.add(Integer.valueOf(found.group(1))));
    TreeMap<Integer, String> listed = listed();

    assertThat(tested).isEqualTo(listed.keySet());
    assertThat(listed.values()).noneMatch(held -> held.contains("waits:"));
  }

  private static TreeMap<Integer, String> listed() {
    TreeMap<Integer, String> rows = new TreeMap<>();
    Path page = Sources.top().resolve("docs/lessons.md");
    for (String line : Sources.lines(page)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.put(Integer.valueOf(row.group(1)), row.group(2));
      }
    }
    assertThat(rows.keySet()).hasSize(21);
    return rows;
  }
}
