package io.fairlead.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No sentence is made of what only programmers read: names of classes, records, maps, enums. */
class TextForPeopleTest {
  /** Where the name of a class is a word of an interface for programs. */
  private static final Set<String> NAMES =
      Set.of(
          "io.fairlead.cli.run.Metrics",
          "io.fairlead.wiring.function.TickLine",
          "io.fairlead.wiring.json.RecordIntrospector",
          "io.fairlead.wiring.json.TextTypes",
          "io.fairlead.port.FaultWords");

  /** Canonical bytes of a plan's id, which nobody reads, and a defect's own words in a log. */
  private static final Set<String> EXEMPT =
      Set.of("io.fairlead.plan.PlanText.append", "io.fairlead.wiring.function.Defect.described");

  @Test
  void no_text_is_made_of_an_exception_a_record_a_map_or_an_enum() {
    List<Joined> found =
        Joined.all()
            .filter(Joined::forProgrammers)
            .filter(each -> !EXEMPT.contains(each.method()))
            .toList();

    assertThat(Joined.all().count()).as("texts looked at").isGreaterThan(100);
    assertThat(found).as("say it in words").isEmpty();
  }

  @Test
  void no_text_names_a_class() {
    assertThat(Joined.simpleNames().filter(name -> !NAMES.contains(name)).toList())
        .as("FaultWords has words")
        .isEmpty();
  }
}
