package io.fairlead.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UntriedTest {
  private final List<String> said = new ArrayList<>();
  private final Untried untried =
      new Untried(problem -> said.add("+ " + problem), problem -> said.add("- " + problem));

  @Test
  void a_problem_is_told_when_it_begins_and_when_it_is_over_and_not_in_between() {
    assertThat(untried.round(List.of("no file ca.pem (3 times)"))).isEqualTo(1);
    assertThat(untried.round(List.of("no file ca.pem (6 times)", "no source"))).isEqualTo(2);
    assertThat(untried.round(List.of("no source"))).isEqualTo(1);
    assertThat(untried.round(List.of())).isZero();

    assertThat(said)
        .containsExactly("+ no file ca.pem", "+ no source", "- no file ca.pem", "- no source");
  }
}
