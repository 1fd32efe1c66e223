package io.fairlead.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.fairlead.traffic.WaterFilling.Poured;
import io.fairlead.traffic.WaterFilling.Vessel;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class WaterFillingTest {
  @Test
  void the_least_used_fill_first_up_to_one_level() {
    Poured poured =
        WaterFilling.pour(
            200,
            new TreeMap<>(
                Map.of("eu-west", new Vessel(240, 500), "eu-north", new Vessel(160, 500))),
            0.8);

    assertThat(poured.amounts()).isEqualTo(Map.of("eu-west", 60.0, "eu-north", 140.0));
    assertThat(poured.left()).isZero();
  }

  @Test
  void what_does_not_fit_below_the_bound_is_left() {
    Poured poured = WaterFilling.pour(100, new TreeMap<>(Map.of("a", new Vessel(70, 100))), 0.8);

    assertThat(poured.amounts().get("a")).isCloseTo(10, offset(1e-9));
    assertThat(poured.left()).isCloseTo(90, offset(1e-9));
  }

  @Test
  void a_vessel_above_the_level_takes_nothing() {
    Poured poured =
        WaterFilling.pour(
            10, new TreeMap<>(Map.of("a", new Vessel(90, 100), "b", new Vessel(0, 100))), 0.8);

    assertThat(poured.amounts()).isEqualTo(Map.of("a", 0.0, "b", 10.0));
  }

  @Test
  void nowhere_to_pour_leaves_everything() {
    assertThat(WaterFilling.pour(10, new TreeMap<>(), 0.8).left()).isEqualTo(10);
  }

  @RepeatedTest(50)
  void nothing_is_lost_and_takers_end_level(RepetitionInfo info) {
    long seed = info.getCurrentRepetition();
    Random random = new Random(seed);
    SortedMap<String, Vessel> vessels = new TreeMap<>();
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      double capacity = random.nextInt(1, 1000);
      vessels.put("r" + i, new Vessel(random.nextDouble() * 1.2 * capacity, capacity));
    }
    double amount = random.nextInt(2000);
    double bound = random.nextBoolean() ? 0.8 : WaterFilling.UNBOUNDED;

    Poured poured = WaterFilling.pour(amount, vessels, bound);

    double taken = poured.amounts().values().stream().mapToDouble(Double::doubleValue).sum();
    assertThat(taken + poured.left()).as("seed %d", seed).isCloseTo(amount, offset(1e-6));
    double level = 0;
    for (var vessel : vessels.entrySet()) {
      double takes = poured.amounts().getOrDefault(vessel.getKey(), 0.0);
      double after = (vessel.getValue().load() + takes) / vessel.getValue().capacity();
      if (takes > 1e-9) {
        assertThat(after).as("seed %d bound", seed).isLessThanOrEqualTo(bound + 1e-9);
        assertThat(level == 0 ? after : level).as("seed %d", seed).isCloseTo(after, offset(1e-6));
        level = after;
      }
    }
  }
}
