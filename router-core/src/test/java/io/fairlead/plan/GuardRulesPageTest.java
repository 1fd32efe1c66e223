package io.fairlead.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page that says what each rule of the guard holds. */
class GuardRulesPageTest {
  @Test
  void it_has_every_rule_in_the_order_that_a_plan_shows_them_in() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("../docs/operations.md")).stream()
            .dropWhile(line -> !line.equals("### The guard's rules"))
            .skip(1)
            .takeWhile(line -> !line.startsWith("#"))
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("`", -1)[1])
            .toList();

    assertThat(rows).isEqualTo(GuardRule.all().stream().map(GuardRule::name).toList());
  }
}
