package io.fairlead.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A gate is met only by a run of its own size. */
class GatesTest {
  private static final double ONE_PERCENT = 0.01;

  @Test
  void no_false_action_in_less_than_a_hundred_region_years_says_nothing_yet() {
    Gate little = Gates.falseActions(20, ONE_PERCENT, 0);

    assertThat(little.passes()).isFalse();
    assertThat(little.line()).contains("MISSED").contains("0 in 0.22 region-years");
    assertThat(Gates.falseActions(Gates.DAYS_OF_FALSE_ACTIONS - 1, ONE_PERCENT, 0).passes())
        .isFalse();
  }

  @Test
  void a_hundred_region_years_bear_no_false_action_and_three_hundred_bear_two() {
    int days = Gates.DAYS_OF_FALSE_ACTIONS;

    assertThat(Gates.falseActions(days, ONE_PERCENT, 0).passes()).isTrue();
    assertThat(Gates.falseActions(days, ONE_PERCENT, 2).passes()).isFalse();
    assertThat(Gates.falseActions(3 * days, ONE_PERCENT, 2).passes()).isTrue();
  }

  @Test
  void one_command_has_every_gate_at_its_whole_size() {
    assertThat(Simulation.GATES)
        .contains("exhaustive 1", "loss 200", "bugs 1000", "50000 30")
        .contains("false-actions " + Gates.DAYS_OF_FALSE_ACTIONS)
        .anyMatch(command -> command.startsWith("copies "));
    assertThat(Gates.regionYears(Gates.DAYS_OF_FALSE_ACTIONS)).isBetween(100.0, 100.1);
  }

  @Test
  void a_missed_gate_is_told_and_the_others_are_run_all_the_same() throws Exception {
    assertThat(Simulation.chain(List.of("false-actions 0", "copies 1 1"))).isFalse();
    assertThat(Simulation.chain(List.of("copies 1 1"))).isTrue();
  }
}
