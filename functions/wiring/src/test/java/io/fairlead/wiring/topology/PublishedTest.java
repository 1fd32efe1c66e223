package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The published schema and reference say what the reader checks. When a key changes, the failing
 * test leaves the new text in the build folder, ready to be copied.
 */
final class PublishedTest {
  private static final String RESOURCE = "fairlead.schema.json";

  /** Rows below these have pages of their own. */
  private static final Map<String, String> PAGES =
      Map.of(
          "| `replication.", "docs/replication.md",
          "| `tokens.", "docs/tokens.md",
          "| `databases.", "docs/databases.md");

  @Test
  void the_published_schema_is_made_from_the_keys() throws IOException {
    String made = SchemaFile.of(TopologyKeys.TOPOLOGY);
    Path published = Examples.root().resolve("docs").resolve(RESOURCE);

    assertThat(kept(published, made)).isEqualTo(made);
    try (InputStream in = TopologyReader.class.getResourceAsStream(RESOURCE)) {
      assertThat(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(made);
    }
  }

  @Test
  void the_reference_has_every_key_with_its_range_and_default() throws IOException {
    List<String> made = Reference.of(TopologyKeys.TOPOLOGY).lines().toList();

    Predicate<String> elsewhere = row -> PAGES.keySet().stream().anyMatch(row::startsWith);
    assertThat(rows("docs/topology.md", made, elsewhere.negate()))
        .isEqualTo(made.stream().filter(elsewhere.negate()).toList());
    for (Map.Entry<String, String> page : PAGES.entrySet()) {
      Predicate<String> here = row -> row.startsWith(page.getKey());
      assertThat(rows(page.getValue(), made, here)).isEqualTo(made.stream().filter(here).toList());
    }
  }

  /** The rows of a page; those that it should have are left beside the build's other results. */
  private static List<String> rows(String page, List<String> made, Predicate<String> ofThePage)
      throws IOException {
    String wanted = made.stream().filter(ofThePage).collect(Collectors.joining("\n", "", "\n"));
    return kept(Examples.root().resolve(page), wanted)
        .lines()
        .filter(line -> line.startsWith("| `"))
        .toList();
  }

  @Test
  void the_reference_is_short() {
    assertThat(Examples.content(Examples.root().resolve("docs/topology.md")).lines().count())
        .isLessThanOrEqualTo(250);
  }

  /** What is published; what should be is left beside the build's other results. */
  private static String kept(Path published, String made) throws IOException {
    Path left = Examples.root().resolve("functions/wiring/target").resolve(published.getFileName());
    Files.createDirectories(Objects.requireNonNull(left.getParent()));
    Files.writeString(left, made);
    return Files.exists(published) ? Files.readString(published) : "";
  }
}
