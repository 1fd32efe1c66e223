package io.fairlead.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    Summary.Report report = Summary.Report.of(List.of());

    assertThat(report.line()).isEqualTo("parts: none");
  }

  @Test
  void what_the_machine_itself_lacks_is_named_and_continuous_integration_goes_on() {
    Summary.Report report =
        Summary.Report.of(List.of("ran dig a", "beyond docker no Docker engine: nothing there"));

    assertThat(report.line())
        .isEqualTo("parts: dig cases=1; missing docker (no Docker engine: nothing there)");
    assertThat(report.isWhole()).isTrue();
    assertThat(Summary.Report.of(List.of("missing envoy no python3 here")).isWhole()).isFalse();
  }

  /** A compiler is nothing that a test installs, and no reason to go without what it builds. */
  @Test
  void without_a_go_that_is_new_enough_its_parts_are_missing_and_continuous_integration_ends(
      @TempDir Path folder) {
    for (Part part : Part.values()) {
      if (part.source() instanceof Part.Source.Go) {
        Found found = Parts.sought(part, folder.resolve(part.label()), "no-such-go");

        assertThat(found)
            .isInstanceOfSatisfying(
                Found.Missing.class,
                missing -> assertThat(missing.why()).contains("Go 1.21 or newer", "no-such-go"));
      }
    }
  }

  @Test
  void somebodys_own_is_used_where_every_variable_names_it_and_named_as_missing_otherwise() {
    List<String> both = List.of("A_ZONE", "A_PROFILE");

    assertThat(Parts.named(both, Map.of("A_ZONE", "z", "A_PROFILE", "p")))
        .isInstanceOf(Found.Present.class);
    assertThat(Parts.named(both, Map.of("A_ZONE", "z", "A_PROFILE", " ")))
        .isEqualTo(new Found.Beyond("nobody named one: set A_PROFILE"));
    assertThat(Parts.named(both, Map.of()))
        .isEqualTo(new Found.Beyond("nobody named one: set A_ZONE, A_PROFILE"));
    assertThat(Part.AZURE_ACCOUNT.variables()).isNotEmpty();
    assertThat(Part.DIG.variables()).isEmpty();
  }

  @Test
  void an_environment_is_made_anew_where_a_part_has_other_packages_by_now(@TempDir Path folder)
      throws IOException {
    Part.Source.PyPi source = new Part.Source.PyPi(List.of("a==1", "b==2"));
    assertThat(Install.isCurrent(source, folder)).isFalse();

    Files.writeString(folder.resolve("packages.txt"), "a==1\nb==2\n");
    assertThat(Install.isCurrent(source, folder)).isTrue();
    assertThat(Install.isCurrent(new Part.Source.PyPi(List.of("a==1", "b==3")), folder)).isFalse();
    assertThat(Install.isCurrent(new Part.Source.Npm("c@1"), folder)).isTrue();
  }
}
