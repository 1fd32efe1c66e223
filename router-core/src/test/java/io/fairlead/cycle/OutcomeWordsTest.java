package io.fairlead.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutcomeWordsTest {
  @Test
  void topologies_are_told_apart_by_six_digits() {
    String active = "9f3c12".repeat(11).substring(0, 64);
    String mine = "74502c".repeat(11).substring(0, 64);

    assertThat(new CycleOutcome.ForeignTopology(active, mine).text())
        .isEqualTo("topology 9f3c12 is active, this function has 74502c");
  }
}
