package io.fairlead.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoriesTest {
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
    int stride = path.name().equals("ramp return") ? 40 : 12;

    var result = new Exhaustive(path, new Setting(SimFleet.threeRegions(), 1, true)).run(stride);

    assertThat(result.runs()).isPositive();
  }

  static List<Path> paths() {
    return Path.all();
  }
}
