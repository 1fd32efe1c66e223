package io.fairlead.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoriesTest {
  private static final List<Class<?>> PORTS =
      List.of(
          io.fairlead.port.Prober.class,
          io.fairlead.port.SelfTest.class,
          io.fairlead.port.Observations.class,
          io.fairlead.port.Register.class,
          io.fairlead.port.AddressMover.class,
          io.fairlead.port.TrafficDirector.class,
          io.fairlead.port.EvacuationFlags.class,
          io.fairlead.port.Notifier.class,
          io.fairlead.cycle.Reports.class);

  static List<Story> stories() {
    return Stories.all(Variant.RIGHT);
  }

  @ParameterizedTest
  @MethodSource("stories")
  void every_story_ends_as_it_should(Story story) {
    story.tell();
  }

  @Test
  void every_port_method_has_a_fault_point() {
    List<String> uncovered = new ArrayList<>();
    for (Class<?> port : PORTS) {
      for (Method method : port.getMethods()) {
        if (!LostAnswers.covers(port.getSimpleName(), method.getName())) {
          uncovered.add(port.getSimpleName() + "." + method.getName());
        }
      }
    }

    assertThat(uncovered).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("paths")
  void every_sampled_fault_on_a_path_converges(Path path) {
    int stride = path.name().equals("ramp return") ? 40 : 12;

    var result =
        new Exhaustive(path, new Setting(SimFleet.threeRegions(), 1, true, Variant.RIGHT))
            .run(stride);

    assertThat(result.runs()).isPositive();
  }

  static List<Path> paths() {
    return Path.all();
  }

  @Test
  void the_same_seed_gives_the_same_trace() {
    assertThat(hash(2)).isEqualTo(hash(2));
    assertThat(hash(2)).isNotEqualTo(hash(3));
  }

  @Test
  void a_world_without_faults_changes_nothing() {
    hash(0);
  }

  private static String hash(long seed) {
    World world =
        new World(new Setting(SimFleet.fourRegions(), seed, seed % 2 == 0, Variant.RIGHT));
    new Chaos(world).run(Duration.ofHours(12));
    return world.trace().hash();
  }
}
