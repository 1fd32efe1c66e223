package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.local.edge.EdgeServer;
import io.fairlead.wiring.local.LocalEdges;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One edge of three answers: its flag store can be used, and the register cannot be read. */
class FreezeWithoutRegisterTest {
  @TempDir private static Path folder;

  private static EdgeServer edge;

  @BeforeAll
  static void serve_one_edge_of_three() throws IOException {
    CommandLineRun.in(folder, "init", "local");
    Path file = folder.resolve("fairlead.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("127.20.", "127.202.")
            .replace("${FAIRLEAD_STATE:-.fairlead}", folder.resolve("state").toString()));
    edge =
        EdgeServer.start(LocalEdges.settings(topology(file), "eu-north"), InstantSource.system());
  }

  private static Topology topology(Path file) {
    return switch (TopologyReader.read(file, _ -> null)) {
      case ReadTopology.Valid(var topology, _) -> topology;
      case ReadTopology.Invalid(var problems) -> throw new IllegalStateException("" + problems);
    };
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @BeforeEach
  void nothing_is_frozen() {
    CommandLineRun.in(folder, "unfreeze", "--yes");
  }

  @Test
  void unfreeze_takes_away_the_object_that_freeze_laid_and_says_what_it_could_not_reach() {
    CommandLineRun frozen = CommandLineRun.in(folder, "freeze", "--yes", "--reason", "fire");
    CommandLineRun shown = CommandLineRun.in(folder, "unfreeze", "--dry-run");
    CommandLineRun asked = CommandLineRun.in(folder, "unfreeze");
    CommandLineRun unfrozen = CommandLineRun.in(folder, "unfreeze", "--yes");
    CommandLineRun again = CommandLineRun.in(folder, "unfreeze", "--yes");

    assertThat(frozen.code()).as(frozen.err()).isEqualTo(ExitCode.DONE);
    assertThat(shown.code()).isEqualTo(ExitCode.DONE);
    assertThat(shown.out())
        .startsWith("unfreeze by the flag stores alone: no majority of 3 cells answers: ")
        .contains("freeze object in eu-north by anna@desk (fire) → absent")
        .contains("store eu-west is dark: a freeze object there would hold again");
    assertThat(asked.code()).isEqualTo(ExitCode.USAGE);
    assertThat(unfrozen.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(unfrozen.out())
        .endsWith("unfreeze: partly, the freeze object in eu-north is taken away\n");
    assertThat(unfrozen.err())
        .isEqualTo(
            "fairlead: the freeze object in eu-north is taken away, but the register could not be"
                + " asked nor the flag stores of eu-west, us-east, and a freeze there still holds:"
                + " once they answer, run 'fairlead unfreeze' again.\n");
    assertThat(again.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(again.err()).startsWith("fairlead: no freeze object was found, but the register");
  }

  @Test
  void for_programs_it_is_one_document_and_the_same_exit_code() {
    CommandLineRun.in(folder, "freeze", "--yes");

    CommandLineRun unfrozen = CommandLineRun.in(folder, "unfreeze", "--yes", "-o", "json");

    assertThat(unfrozen.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(unfrozen.out()).contains("\"verb\":\"unfreeze\"").contains("\"outcome\":\"partly\"");
    assertThat(unfrozen.out().lines()).hasSize(1);
  }

  @Test
  void a_dry_run_of_what_too_few_stores_can_take_says_so_and_is_no_success() {
    CommandLineRun evacuate = CommandLineRun.in(folder, "evacuate", "eu-west", "--dry-run");

    assertThat(evacuate.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(evacuate.out()).contains("not readable → held by anna@desk").contains("is dark");
  }

  @Test
  void times_that_make_no_sense_are_refused_here_too() {
    assertThat(CommandLineRun.in(folder, "unfreeze", "--for", "1h").err())
        .contains("--for has no meaning here");
    assertThat(CommandLineRun.in(folder, "freeze", "--wait", "1s").err())
        .contains("--wait has no meaning here");
  }

  @Test
  void what_cannot_be_reached_is_said_in_words() {
    CommandLineRun status = CommandLineRun.in(folder, "status");
    CommandLineRun evacuate = CommandLineRun.in(folder, "evacuate", "eu-west", "--yes");
    CommandLineRun restore = CommandLineRun.in(folder, "restore", "eu-west", "--yes");

    assertThat(status.err())
        .contains("eu-west: http://127.202.1.53:5380/cell: connection refused")
        .doesNotContain("Exception");
    assertThat(evacuate.err())
        .contains("two flag stores must answer: eu-west/default, eu-west/portal: 1 of 3")
        .contains("eu-west did not answer: connection refused")
        .doesNotContain("Unknown[")
        .doesNotContain("{");
    assertThat(restore.err()).doesNotContain("Exception").doesNotContain("[why=");
  }
}
