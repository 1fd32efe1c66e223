package io.fairlead.quorum.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulation proves itself: it finds every bug that matters, and none where there is none. */
final class PlantedBugsTest {
  private static final long SEEDS = 1000;
  private static final long HARMLESS_SEEDS = Long.getLong("fairlead.quorum.seeds", 100);

  @ParameterizedTest
  @MethodSource
  void a_planted_bug_is_found_within_a_thousand_seeds(PlantedBug bug, @TempDir Path classes)
      throws Exception {
    String violation = Mutant.play(bug, SEEDS, classes);

    assertThat(violation).as("%s, planted in %s", bug, bug.file()).isNotNull();
    System.out.println(bug + ": " + String.valueOf(violation).split(":", 2)[0]);
  }

  static List<PlantedBug> a_planted_bug_is_found_within_a_thousand_seeds() {
    return PlantedBug.FATAL;
  }

  @ParameterizedTest
  @MethodSource
  void a_change_that_is_proved_harmless_is_not_found(PlantedBug change, @TempDir Path classes)
      throws Exception {
    assertThat(Mutant.play(change, HARMLESS_SEEDS, classes)).isNull();
  }

  static List<PlantedBug> a_change_that_is_proved_harmless_is_not_found() {
    return PlantedBug.HARMLESS;
  }
}
