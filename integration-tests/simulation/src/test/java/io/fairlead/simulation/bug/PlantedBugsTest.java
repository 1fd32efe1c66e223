package io.fairlead.simulation.bug;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.parts.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulation proves itself: it finds every bug that matters, and none where there is none. */
class PlantedBugsTest {
  private static final Path PAGE = Workspace.top().resolve("docs/simulation.md");

  @ParameterizedTest
  @MethodSource
  void a_planted_bug_is_found_by_the_course_known_to_find_it(PlantedBug bug, @TempDir Path classes)
      throws Exception {
    String found = bug.plant(Workspace.top(), classes).play(bug.killer());

    assertThat(found).as("%s, on %s", bug, bug.killer()).startsWith("invariant ");
  }

  static List<PlantedBug> a_planted_bug_is_found_by_the_course_known_to_find_it() {
    return PlantedBugs.FATAL;
  }

  @Test
  void the_code_as_it_is_passes_every_course_that_finds_a_bug(@TempDir Path classes)
      throws Exception {
    PlantedBug.Planted asItIs = PlantedBug.none().plant(Workspace.top(), classes);
    TreeMap<String, String> found = new TreeMap<>();
    for (String course : PlantedBugs.FATAL.stream().map(PlantedBug::killer).distinct().toList()) {
      String violation = asItIs.play(course);
      if (violation != null) {
        found.put(course, violation);
      }
    }

    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @MethodSource
  void a_change_that_is_proved_harmless_is_not_found(PlantedBug change, @TempDir Path classes)
      throws Exception {
    assertThat(change.plant(Workspace.top(), classes).play(change.killer())).isNull();
  }

  static List<PlantedBug> a_change_that_is_proved_harmless_is_not_found() {
    return PlantedBugs.HARMLESS;
  }

  @Test
  void every_bug_is_listed_once_with_what_finds_it() throws Exception {
    List<String> rows =
        Files.readAllLines(PAGE).stream()
            .dropWhile(line -> !line.equals("## Planted bugs"))
            .skip(1)
            .takeWhile(line -> !line.startsWith("## "))
            .filter(line -> line.startsWith("| "))
            .skip(1)
            .toList();

    assertThat(rows).isEqualTo(PlantedBugs.FATAL.stream().map(PlantedBugsTest::row).toList());
    assertThat(PlantedBugs.FATAL).extracting(PlantedBug::name).doesNotHaveDuplicates();
    assertThat(Files.readString(Workspace.top().resolve("README.md")))
        .contains("[" + PlantedBugs.FATAL.size() + " bugs planted]");
  }

  private static String row(PlantedBug bug) {
    return "| " + bug.name() + " | " + bug.place() + " | " + bug.killer() + " |";
  }
}
