package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three edges answer and no run has ticked: the register is empty, the flag stores are not. */
class FreezeBeforeFirstTickTest {
  @TempDir private static Path folder;

  private static ServedEdges edges;

  @BeforeAll
  static void serve_all_edges() throws IOException {
    edges = ServedEdges.of(folder, "127.203.", "eu-west", "eu-north", "us-east");
  }

  @AfterAll
  static void stop() {
    edges.close();
  }

  @Test
  void freeze_and_unfreeze_work_through_the_flag_stores_before_the_first_tick() {
    CommandLineRun frozen = CommandLineRun.in(folder, "freeze", "--yes", "--reason", "migration");
    CommandLineRun doctor = CommandLineRun.in(folder, "doctor");
    CommandLineRun unfrozen = CommandLineRun.in(folder, "unfreeze", "--yes");
    CommandLineRun again = CommandLineRun.in(folder, "unfreeze", "--yes");

    assertThat(frozen.code()).as(frozen.err()).isEqualTo(ExitCode.DONE);
    assertThat(frozen.out())
        .isEqualTo(
            "freeze by an object in the flag stores: no tick has written the register yet\n"
                + "freeze: done, freeze object in eu-north, eu-west, us-east\n");
    assertThat(doctor.out()).contains("a freeze in eu-north by anna@desk (migration)");
    assertThat(unfrozen.code()).as(unfrozen.err()).isEqualTo(ExitCode.DONE);
    assertThat(unfrozen.out())
        .endsWith(
            "unfreeze: done, the freeze object in eu-north, eu-west, us-east is taken away\n");
    assertThat(again.code()).isEqualTo(ExitCode.DONE);
    assertThat(again.out()).endsWith("unfreeze: unchanged, no freeze object was found\n");
  }

  @Test
  void a_freeze_that_ends_by_itself_needs_a_register_and_is_refused() {
    CommandLineRun frozen = CommandLineRun.in(folder, "freeze", "--yes", "--for", "1h");

    assertThat(frozen.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(frozen.err())
        .contains("the register cannot be written (no tick has written the register yet)")
        .contains("leave out --for");
  }

  @Test
  void what_needs_a_tick_says_how_there_comes_one() {
    CommandLineRun status = CommandLineRun.in(folder, "status");

    assertThat(status.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(status.err())
        .isEqualTo(
            "fairlead: the register is empty: start 'fairlead edge' and 'fairlead run' in a"
                + " majority of the regions; the first topology that they report becomes the"
                + " active one.\n");
  }
}
