package io.fairlead.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoriesTest {
  /** Long ways, and those whose calls are much like others': the command strikes all of them. */
  private static final Set<String> SPARSE =
      Set.of(
          "node hung",
          "moved twice",
          "ramp return",
          "dark a while",
          "drained a while",
          "undrain",
          "failback",
          "freeze",
          "flag held",
          "flag released");

  static List<Story> stories() {
    return Stories.all();
  }

  @ParameterizedTest
  @MethodSource("stories")
  void every_story_ends_as_it_should(Story story) {
    story.tell();
  }

  @ParameterizedTest
  @MethodSource("paths")
  void every_sampled_fault_on_a_path_converges(Path path) {
    int stride = SPARSE.contains(path.name()) ? 36 : 12;

    var result = new Exhaustive(path, new Setting(SimFleet.threeRegions(), 1, true)).run(stride);

    assertThat(result.runs()).isPositive();
  }

  /** Each call at a target or a cell, past every check of its sender: its fence holds. */
  @ParameterizedTest
  @ValueSource(strings = {"node killed", "moved twice"})
  void a_request_that_arrives_half_an_hour_late_changes_nothing_of_the_end(String path) {
    assertThat(Courses.play("path " + path + " late")).isNull();
  }

  static List<Path> paths() {
    return Path.all();
  }
}
