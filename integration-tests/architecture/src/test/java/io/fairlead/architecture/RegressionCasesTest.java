package io.fairlead.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every lesson of comparable systems has a test that carries its number. */
class RegressionCasesTest {
  private static final Pattern CASE = Pattern.compile("void\\s+case_(\\d+)_\\w+\\(");
  private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| .* \\| (.+) \\| ?(yes)? \\|");

  @Test
  void every_lesson_of_the_page_has_a_test() {
    TreeMap<Integer, Lesson> listed = listed();

    assertThat(tested(_ -> true)).isEqualTo(listed.keySet());
    assertThat(listed.values()).noneMatch(lesson -> lesson.held().contains("waits:"));
  }

  @Test
  void every_lesson_that_a_cloud_can_teach_has_one_on_aws() {
    Set<Integer> wanted =
        listed().entrySet().stream()
            .filter(each -> each.getValue().onAws())
            .map(each -> each.getKey())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(wanted).hasSize(11);
    assertThat(tested(file -> file.toString().contains("integration-tests/emulators/")))
        .isEqualTo(wanted);
  }

  private record Lesson(String held, boolean onAws) {}

  private static Set<Integer> tested(Predicate<Path> where) {
    List<Path> files = Sources.all().stream().filter(where).toList();
    TreeSet<Integer> tested = new TreeSet<>();
    for (Path file : files) {
      Matcher found = CASE.matcher(String.join("\n", Sources.lines(file)));
      while (found.find()) {
        tested.add(Integer.valueOf(found.group(1)));
      }
    }
    return tested;
  }

  private static TreeMap<Integer, Lesson> listed() {
    TreeMap<Integer, Lesson> rows = new TreeMap<>();
    Path page = Sources.top().resolve("docs/lessons.md");
    for (String line : Sources.lines(page)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.put(Integer.valueOf(row.group(1)), new Lesson(row.group(2), row.group(3) != null));
      }
    }
    assertThat(rows.keySet()).hasSize(21);
    return rows;
  }
}
