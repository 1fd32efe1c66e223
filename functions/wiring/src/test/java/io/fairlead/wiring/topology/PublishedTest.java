package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The published schema and reference say what the reader checks. When a key changes, the failing
 * test leaves the new text in the build folder, ready to be copied.
 */
final class PublishedTest {
  private static final String RESOURCE = "fairlead.schema.json";

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
    String made = Reference.of(TopologyKeys.TOPOLOGY);
    List<String> rows =
        kept(Examples.root().resolve("docs/topology.md"), made)
            .lines()
            .filter(line -> line.startsWith("| `"))
            .toList();

    assertThat(rows).isEqualTo(made.lines().toList());
  }

  @Test
  void the_reference_is_short() {
    assertThat(Examples.content(Examples.root().resolve("docs/topology.md")).lines().count())
        .isLessThanOrEqualTo(230);
  }

  /** What is published; what should be is left beside the build's other results. */
  private static String kept(Path published, String made) throws IOException {
    Path left = Examples.root().resolve("functions/wiring/target").resolve(published.getFileName());
    Files.createDirectories(Objects.requireNonNull(left.getParent()));
    Files.writeString(left, made);
    return Files.exists(published) ? Files.readString(published) : "";
  }
}
