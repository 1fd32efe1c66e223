package io.fairlead.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.wiring.region.Finding;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What adapters found is told beside what was examined. */
class DoctorBesideTest {
  private static final String BEHIND = "ns1:53 still answers epoch 4";
  private static final String EDIT = "its records are not those of epoch 5";

  @Test
  void an_edited_zone_is_told_beside_a_server_that_is_behind() {
    List<Finding> told = List.of(Finding.warning("zone/a.test", "its epoch", BEHIND, "ask again"));

    assertThat(Doctor.beside(told, new TreeMap<>(Map.of("zone/a.test", EDIT))))
        .singleElement()
        .satisfies(finding -> assertThat(finding.found()).isEqualTo(EDIT));
    assertThat(Doctor.beside(told, new TreeMap<>(Map.of("zone/a.test", BEHIND)))).isEmpty();
  }

  @Test
  void an_address_that_was_examined_is_told_once() {
    List<Finding> told = List.of(Finding.error("address/eu/front", "a tag", "none", "tag it"));

    assertThat(Doctor.beside(told, new TreeMap<>(Map.of("address/eu/front", "is not tagged"))))
        .isEmpty();
  }
}
