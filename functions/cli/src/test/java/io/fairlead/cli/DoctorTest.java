package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A fleet of local regions that nobody started. */
class DoctorTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeStarter() throws IOException {
    CommandLineRun.in(folder, "init", "local");
    Path file = folder.resolve("fairlead.yaml");
    Files.writeString(file, Files.readString(file).replace("127.20.", "127.201."));
  }

  @Test
  void what_does_not_answer_is_named_with_what_to_do() {
    CommandLineRun run = CommandLineRun.in(folder, "doctor");

    assertThat(run.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(run.out().lines().filter(line -> line.startsWith("error"))).hasSize(3);
    assertThat(run.out().lines())
        .anyMatch(line -> line.matches(" +hence not examined: .* register, .*"))
        .anyMatch(line -> line.startsWith("error  edge/eu-west: expected somebody to listen on"))
        .anyMatch(line -> line.contains("start 'fairlead edge --region us-east'"));
    assertThat(run.err()).doesNotContain("\tat ");
  }

  @Test
  void a_program_gets_every_part_of_a_finding() {
    JsonNode answer =
        JsonMapper.shared().readTree(CommandLineRun.in(folder, "doctor", "-o", "json").out());

    assertThat(answer.path("kind").asString()).isEqualTo("examination");
    assertThat(answer.path("findings")).hasSize(3);
    for (JsonNode finding : answer.path("findings")) {
      assertThat(finding.propertyNames())
          .containsExactly("level", "subject", "expected", "found", "todo", "hides");
      assertThat(finding.path("hides")).isNotEmpty();
    }
  }

  @Test
  void a_state_folder_that_is_a_file_is_named() throws IOException {
    Path file = folder.resolve("fairlead.yaml");
    Path blocked = Files.writeString(folder.resolve("blocked"), "");
    Files.writeString(
        file, Files.readString(file).replace("${FAIRLEAD_STATE:-.fairlead}", blocked + "/state"));

    assertThat(CommandLineRun.in(folder, "doctor").out()).contains("state.directory: expected");
  }
}
