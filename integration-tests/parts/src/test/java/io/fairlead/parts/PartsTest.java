package io.fairlead.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PartsTest {
  @Test
  void closing_line_counts_cases_and_names_what_is_missing() {
    Summary.Report report =
        Summary.Report.of(
            List.of("ran dig a", "ran dig b", "ran nginx a", "missing envoy no python3 here"));

    assertThat(report.line())
        .isEqualTo("parts: dig cases=2 nginx cases=1; missing envoy (no python3 here)");
  }

  @Test
  void a_build_without_parts_says_none() {
    Summary.Report report = new Summary.Report(new TreeMap<>(), new TreeMap<>(Map.of()));

    assertThat(report.line()).isEqualTo("parts: none");
  }
}
