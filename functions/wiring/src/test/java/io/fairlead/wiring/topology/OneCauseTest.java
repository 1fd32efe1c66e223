package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One slip of the pen is one problem, wherever it stands and whatever follows from it. */
final class OneCauseTest {
  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9-]{2,}");

  static Stream<Arguments> texts() {
    String id = "0a1b2c3d-1111-2222-3333-4444555566";
    String checks =
        "Z0123456789ABCDEFGHIJ, checks: {ireland/default: %1$s01, frankfurt/default: %1$s02}}"
            .formatted(id);
    return Stream.concat(
        Examples.NAMES.stream().map(name -> Arguments.of(name, Examples.text(name))),
        Stream.of(
            Arguments.of(
                "aws-three-regions with checks",
                Examples.text("aws-three-regions").replace("Z0123456789ABCDEFGHIJ}", checks)),
            Arguments.of("azure-three-regions in Azure DNS", AzureDnsTopologyTest.good().text())));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void a_slip_in_any_word_of_an_example_is_at_most_one_problem(String name, String text) {
    List<String> told = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    int slips = 0;
    while (word.find()) {
      if (text.substring(text.lastIndexOf('\n', word.start()) + 1, word.start()).contains("#")) {
        continue;
      }
      for (String slip : slips(word.group())) {
        slips++;
        List<String> problems =
            new Edited(text.substring(0, word.start()) + slip + text.substring(word.end()))
                .problems();
        if (problems.size() > 1) {
          told.add(word.group() + " as " + slip + ":\n  " + String.join("\n  ", problems));
        }
      }
    }

    assertThat(slips).isGreaterThan(200);
    assertThat(told).as(name).isEmpty();
  }

  /** Two letters swapped, and one left out, in the middle. */
  private static List<String> slips(String word) {
    int at = word.length() / 2;
    String head = word.substring(0, at - 1);
    String swapped = head + word.charAt(at) + word.charAt(at - 1) + word.substring(at + 1);
    String shorter = word.substring(0, at) + word.substring(at + 1);
    return swapped.equals(word) ? List.of(shorter) : List.of(swapped, shorter);
  }

  @Test
  void a_misspelt_key_is_not_missing_as_well() {
    assertThat(Edited.threeRegions().once("cloud: local", "clod: local").errors())
        .singleElement()
        .asString()
        .startsWith("regions.eu-west.clod: unknown key; did you mean 'cloud'?");
  }

  @Test
  void a_misspelt_name_is_told_once_with_every_line_that_names_it() {
    assertThat(Edited.threeRegions().once("  ready:  {http", "  raedy:  {http").problems())
        .singleElement()
        .asString()
        .matches(
            "regions.eu-west.probes\\[0]: there is no probe 'ready', named in lines"
                + " \\d+, \\d+, \\d+; did you mean 'raedy'\\? allowed: raedy, orders, portal");
  }

  @Test
  void two_slips_are_two_problems() {
    assertThat(
            Edited.threeRegions()
                .once("jurisdiction: US", "jurisdicton: US")
                .once("routing: partitioned", "routing: partitoned")
                .errors())
        .hasSize(2);
  }
}
