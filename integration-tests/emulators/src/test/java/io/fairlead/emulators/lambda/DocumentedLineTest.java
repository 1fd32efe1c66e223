package io.fairlead.emulators.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The operations page tells every part of a tick's log line and every metric. */
class DocumentedLineTest {
  @Test
  void every_metric_is_named_where_one_watches_and_where_the_line_is_told() throws IOException {
    String page = Files.readString(Workspace.top().resolve("docs/operations.md"));
    String watch = between(page, "\n## Watch\n");
    String line = between(page, "\n## AWS functions\n");

    for (String metric : LineForm.METRICS) {
      assertThat(watch).contains("`" + metric + "`");
      assertThat(line).contains("`" + metric + "`");
    }
  }

  @Test
  void every_part_of_the_line_that_says_what_went_wrong_is_told() throws IOException {
    String line =
        between(
            Files.readString(Workspace.top().resolve("docs/operations.md")),
            "\n## AWS functions\n");

    assertThat(LineForm.PARTS.keySet().stream().filter(part -> part.endsWith("Trouble")))
        .isNotEmpty()
        .allSatisfy(part -> assertThat(line).contains("`" + part + "`"));
    assertThat(line).contains("`findings`", "`refused`", "`blind`", "`outcome`", "`text`");
  }

  private static String between(String page, String heading) {
    assertThat(page).contains(heading);
    String from = page.substring(page.indexOf(heading) + heading.length());
    int end = from.indexOf("\n## ");
    return end < 0 ? from : from.substring(0, end);
  }
}
