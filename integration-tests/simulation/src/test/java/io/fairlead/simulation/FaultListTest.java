package io.fairlead.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of faults in the documents names what the world really has, and all of it. */
class FaultListTest {
  private static final Pattern NAME = Pattern.compile("`([A-Za-z_]+)`");
  private static final Pattern STORY = Pattern.compile("story ([a-z ]+)");

  @Test
  void the_table_names_every_fault_of_the_world_and_no_other() throws IOException {
    SortedSet<String> real = new TreeSet<>();
    Arrays.stream(Incident.values()).map(Incident::name).forEach(real::add);
    Arrays.stream(Fault.class.getPermittedSubclasses())
        .map(Class::getSimpleName)
        .forEach(real::add);

    Set<String> named =
        rows().stream()
            .flatMap(row -> NAME.matcher(row).results())
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(named).isEqualTo(real);
  }

  @Test
  void the_table_names_real_stories() throws IOException {
    List<String> stories = Stories.all().stream().map(Story::name).toList();

    Stream<MatchResult> named = rows().stream().flatMap(row -> STORY.matcher(row).results());

    assertThat(named.map(found -> found.group(1).strip()).toList())
        .isNotEmpty()
        .allMatch(stories::contains);
  }

  private static List<String> rows() throws IOException {
    List<String> rows =
        Files.readAllLines(Workspace.top().resolve("docs/simulation.md")).stream()
            .dropWhile(line -> !line.equals("## Faults of the list"))
            .skip(1)
            .takeWhile(line -> !line.startsWith("## "))
            .filter(line -> line.startsWith("| "))
            .skip(1)
            .toList();
    assertThat(rows).hasSizeGreaterThan(30);
    return rows;
  }
}
