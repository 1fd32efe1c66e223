package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three edges answer and no run has ticked: every address is on nothing. */
class DoctorBeforeFirstTickTest {
  @TempDir private static Path folder;

  private static ServedEdges edges;

  @BeforeAll
  static void serve_all_edges() throws IOException {
    edges = ServedEdges.of(folder, "127.206.", "eu-west", "eu-north", "us-east");
  }

  @AfterAll
  static void stop() {
    edges.close();
  }

  @Test
  void an_address_on_nothing_is_attached_by_a_tick_in_mode_act() throws IOException {
    String expected =
        "address/eu-west/front: expected one of [gw-1, gw-2] to hold it, found it on nothing; ";
    Path observing = folder.resolve("fairlead.yaml");
    Files.writeString(
        folder.resolve("act.yaml"),
        Files.readString(observing).replace("mode: observe", "mode: act"));

    assertThat(CommandLineRun.in(folder, "doctor").out())
        .contains("warning  " + expected + "the first tick in mode act attaches it.");
    assertThat(CommandLineRun.in(folder, "doctor", "-f", "act.yaml").out())
        .contains(
            "error  "
                + expected
                + "a tick attaches it once one of them is Up: see 'fairlead plan'.");
  }

  @Test
  void a_region_that_a_person_holds_out_is_a_warning_until_it_is_restored() {
    CommandLineRun.in(folder, "evacuate", "us-east", "--yes");
    CommandLineRun held = CommandLineRun.in(folder, "doctor");
    CommandLineRun.in(folder, "restore", "us-east", "--yes");
    CommandLineRun returned = CommandLineRun.in(folder, "doctor");

    assertThat(held.out().lines().filter(line -> line.contains("nobody to hold it out")))
        .containsExactly(
            "warning  region/us-east: expected nobody to hold it out, found a flag of anna@desk for"
                + " group default; when it may return, 'fairlead restore us-east' by whoever set"
                + " it, or with --by NAME.");
    assertThat(returned.out()).doesNotContain("hold it out");
  }
}
