package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One edge of three answers: its flag store can be used, and the register cannot be read. */
class FreezeWithoutRegisterTest {
  @TempDir private static Path folder;

  private static ServedEdges edge;

  @BeforeAll
  static void serve_one_edge_of_three() throws IOException {
    edge = ServedEdges.of(folder, "127.202.", "eu-north");
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
    assertThat(evacuate.out())
        .endsWith(
            "evacuate: dry run; now it would not be done, because two flag stores must answer\n");
  }

  @Test
  void times_that_make_no_sense_are_refused_here_too() {
    assertThat(CommandLineRun.in(folder, "unfreeze", "--for", "1h").err())
        .contains("--for has no meaning here");
    assertThat(CommandLineRun.in(folder, "freeze", "--wait", "1s").err())
        .contains("--wait has no meaning here");
  }

  @Test
  void status_and_explain_show_what_can_be_seen_and_end_with_why_the_register_is_not() {
    CommandLineRun status = CommandLineRun.in(folder, "status");
    CommandLineRun explain = CommandLineRun.in(folder, "explain", "region/eu-west");

    assertThat(status.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(status.out())
        .startsWith("starter  epoch not known  ticks: eu-north SILENT, ")
        .contains("PARTITION", "SET  ANSWERED")
        .contains("WITHOUT REGISTER verdicts are what observers see now")
        .doesNotContain("NOT STEERING", "INTENTS", "since");
    assertThat(status.err()).startsWith("fairlead: the register cannot be read: ");
    assertThat(explain.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(explain.out())
        .startsWith("eu-west: Unknown: no verdict is held\n")
        .contains("register (a quorum of cells, not read)")
        .contains("nothing by itself before a quorum answers");
    assertThat(explain.err()).isEqualTo(status.err());
  }

  @Test
  void history_shows_what_is_archived_and_ends_with_why_the_rest_is_not() {
    CommandLineRun history = CommandLineRun.in(folder, "history", "--since", "1h", "-o", "json");

    assertThat(history.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(history.out()).contains("\"kind\":\"history\"", "\"entries\":[]");
    assertThat(history.err()).contains("the archive of us-east", "the register cannot be read: ");
  }

  @Test
  void for_programs_what_only_the_register_tells_is_null() {
    CommandLineRun status = CommandLineRun.in(folder, "status", "-o", "json");

    assertThat(status.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(status.out())
        .contains("\"epoch\":0,")
        .contains("\"latched\":null,\"drain\":null,\"flag\":false")
        .contains("\"intents\":null")
        .contains("\"outcome\":\"register unreachable: it was not read\"");
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

  @Test
  void doctor_tells_one_cause_for_each_dead_edge_and_what_hangs_on_it() {
    CommandLineRun doctor = CommandLineRun.in(folder, "doctor");

    assertThat(doctor.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(doctor.out())
        .startsWith(
            "error  edge/eu-west: expected somebody to listen on 127.202.1.53:5300 and"
                + " 127.202.1.53:5380, found connection refused; start 'fairlead edge --region"
                + " eu-west'.\n"
                + "       hence not examined: address/eu-west/front, flag store/eu-west,"
                + " region/eu-west, register, zone/orders.starter.test, zone/starter.test\n"
                + "error  edge/us-east: ");
    assertThat(doctor.out().lines().filter(line -> line.startsWith("error  edge/"))).hasSize(2);
    assertThat(doctor.out().lines().filter(line -> line.startsWith("error")))
        .as("the others are of the edge that answers")
        .allMatch(line -> line.startsWith("error  edge/") || line.contains("/eu-north"));
  }
}
