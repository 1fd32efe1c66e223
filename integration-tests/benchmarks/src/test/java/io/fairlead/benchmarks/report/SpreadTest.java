package io.fairlead.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void samples_are_told_by_the_share_that_lies_below_them() {
    Spread spread = new Spread(IntStream.range(0, 100).mapToObj(i -> 99.0 - i).toList());

    assertThat(spread.at(0)).isZero();
    assertThat(spread.median()).isEqualTo(50);
    assertThat(spread.at(0.95)).isEqualTo(95);
    assertThat(spread.at(1)).isEqualTo(99);
  }

  @Test
  void nothing_is_said_without_samples() {
    assertThat(new Spread(List.of()).median()).isNaN();
  }
}
