package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hold that is ended while one of its flag stores is dark leaves a copy there, and says so. */
final class LeftoverHoldTest {
  private static final String PREFIX = "127.214.";

  @TempDir private Path folder;

  @Test
  void what_a_dark_store_keeps_of_an_ended_hold_is_told_and_taken_away_later() throws IOException {
    try (ServedEdges _ = ServedEdges.of(folder, PREFIX, "eu-north")) {
      try (ServedEdges _ = ServedEdges.of(folder, PREFIX, "eu-west")) {
        assertThat(run("evacuate", "us-east", "--yes").code()).isEqualTo(ExitCode.DONE);
      }
      try (ServedEdges _ = ServedEdges.of(folder, PREFIX, "us-east")) {
        CommandLineRun restored = run("restore", "us-east", "--yes");
        assertThat(restored.code()).as(restored.err()).isEqualTo(ExitCode.DONE);
        assertThat(restored.err())
            .isEqualTo(
                "fairlead: a copy of a hold may still lie in flag store eu-west. Alone it holds"
                    + " nothing out, but with a second one it does: once the store answers, run"
                    + " 'fairlead restore us-east' again.\n");
      }
      try (ServedEdges _ = ServedEdges.of(folder, PREFIX, "eu-west", "us-east")) {
        assertThat(run("restore", "us-east", "--dry-run").out())
            .contains("held by anna@desk → absent");
        CommandLineRun again = run("restore", "us-east", "--yes");
        assertThat(again.code()).isEqualTo(ExitCode.DONE);
        assertThat(again.err()).isEmpty();
        assertThat(run("restore", "us-east", "--dry-run").out())
            .contains("nothing to do: no hold of yours is there");
      }
    }
  }

  private CommandLineRun run(String... words) {
    return CommandLineRun.in(folder, words);
  }
}
