package io.fairlead.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.wiring.topology.ReadTopology;
import org.junit.jupiter.api.Test;

/** What a function reads at its start, before anybody has asked it for anything. */
class PrimingTest {
  @Test
  void its_topology_is_read_to_the_end_because_it_has_no_problem() {
    assertThat(Priming.topology())
        .isInstanceOfSatisfying(
            ReadTopology.Valid.class, valid -> assertThat(valid.warnings()).isEmpty());
  }
}
