package io.fairlead.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README shows can be pasted. */
class ReadmeTest {
  @TempDir private Path folder;

  @Test
  void a_first_topology_can_be_pasted_line_by_line() throws Exception {
    Files.createSymbolicLink(
        folder.resolve("fairlead"), Packaged.copyTo(folder.resolve("dist")).resolve("fairlead"));
    Map<String, String> environment = Packaged.environment();
    environment.put("FAIRLEAD_STATE", folder.resolve("state").toString());

    Started pasted =
        Started.in(folder, environment, List.of("setsid", "-w", "bash", "-e", "-c", block()));

    assertThat(pasted.code()).as(pasted.toString()).isZero();
    assertThat(pasted.out())
        .contains("valid")
        .contains("PARTITION")
        .containsPattern("(?m)^(region/)?eu-west: ")
        .contains("edge eu-north serves DNS at 127.20.2.53:5300")
        .contains("run us-east ticks every 2 s");
    assertThat(pasted.err()).doesNotContain("\tat ").doesNotContain("Exception");
  }

  private static String block() throws IOException {
    String readme = Files.readString(Packaged.root().resolve("README.md"));
    String after = readme.substring(readme.indexOf("## A first topology"));
    int start = after.indexOf("```\n") + 4;
    return after.substring(start, after.indexOf("```", start));
  }
}
