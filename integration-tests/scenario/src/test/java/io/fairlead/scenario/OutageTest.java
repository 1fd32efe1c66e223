package io.fairlead.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator can do, and is told, while parts of a fleet of real processes are dead. */
@Order(2)
class OutageTest {
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final int PHASES = 8;
  private static final String MOVED =
      "RUNG 1 orders in us-east: its address has just moved to a node that is Up";
  private static final List<String> REGIONS = List.of("eu-north", "eu-west", "us-east");

  private static LiveFleet fleet;
  private static boolean left = true;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    fleet = new LiveFleet(folder, "127.43").start();
  }

  @AfterAll
  static void stop() {
    fleet.close();
  }

  @BeforeEach
  void the_fleet_is_whole() {
    assertThat(left).as("an earlier test left the fleet broken").isTrue();
    left = false;
    Await.until(
        LONG,
        () -> {
          Said status = fleet.fairlead("status", "--exit-code");
          release(status.out());
          boolean whole =
              status.code() == ExitCode.DONE
                  && status.out().contains("FROZEN no   DRAINS none")
                  && !status.out().contains("LATCHED")
                  && !status.out().contains("NOT STEERING");
          return whole ? "" : status.toString();
        });
    left = true;
  }

  /** Two edges that die take two regions' addresses with them: panic freezes, portal is latched. */
  private static void release(String status) {
    if (status.contains("FROZEN by fairlead (panic")) {
      fleet.fairlead("unfreeze", "--yes");
    }
    if (status.contains("until 'fairlead failback'")) {
      fleet.fairlead("failback", "service/portal", "--yes");
    }
  }

  @Test
  void evacuation_needs_two_of_three_edges_and_nothing_else() {
    REGIONS.forEach(region -> fleet.kill("run-" + region));
    fleet.kill("edge-us-east");

    Said out = fleet.fairlead("evacuate", "us-east", "--yes", "--reason", "power", "--wait", "60s");
    Said status = fleet.fairlead("status");
    Said foreign = fleet.fairlead("restore", "us-east", "--by", "bob", "--yes");
    fleet.kill("edge-eu-west");
    Said tooFew = fleet.fairlead("evacuate", "us-east", "--yes");
    Said dark = fleet.fairlead("status");
    fleet.edge("eu-west");
    fleet.edge("us-east");
    Await.until(
        "restored",
        LONG,
        () -> {
          Said restored = fleet.fairlead("restore", "us-east", "--yes");
          return restored.code() == ExitCode.DONE && restored.err().isEmpty();
        });
    Said early = fleet.fairlead("evacuate", "eu-north", "--yes", "--wait", "60s");
    Said back = fleet.fairlead("restore", "eu-north", "--yes", "--wait", "60s");
    REGIONS.forEach(fleet::run);

    assertThat(early.code()).as(early.toString()).isEqualTo(ExitCode.DONE);
    assertThat(back.code()).as(back.toString()).isEqualTo(ExitCode.DONE);
    assertThat(back.out()).endsWith("restore: DNS answers it again\n");
    assertThat(out.code()).as(out.toString()).isEqualTo(ExitCode.DONE);
    assertThat(out.out()).contains("store us-east is dark").contains("evacuate: done");
    assertThat(out.out()).endsWith("evacuate: DNS answers it no more\n");
    assertThat(status.out()).contains("HELD OUT us-east/default by anna@desk");
    assertThat(foreign.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(foreign.err()).contains("held out by anna@desk, not by bob");
    assertThat(tooFew.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(tooFew.err())
        .contains("two flag stores must answer")
        .contains("or take it back with 'fairlead restore ");
    assertThat(dark.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(dark.err()).contains("no majority of 3 cells answers");
  }

  @Test
  void without_the_register_a_freeze_is_an_object_in_the_stores_that_answer() {
    fleet.kill("edge-us-east");
    fleet.kill("edge-eu-west");
    String away = "eu-north: does not steer: register unreachable: no majority of 3 cells answers";
    Await.until("told in the log", LONG, () -> fleet.log("run-eu-north").contains(away));

    whatIsLeftIsShown();
    Said timed = fleet.fairlead("freeze", "--yes", "--for", "1h");
    Said early = fleet.fairlead("freeze", "--yes", "--reason", "smoke");
    Said partly = fleet.fairlead("unfreeze", "--yes");
    Said frozen = fleet.fairlead("freeze", "--yes", "--reason", "fire");
    fleet.edge("eu-west");
    fleet.edge("us-east");
    Await.until(
        "frozen by the object",
        LONG,
        () -> fleet.fairlead("status").out().contains("in eu-north by anna@desk (fire)"));
    String address = fleet.address("eu-north", 1) + ":5390";
    String came = "freeze object in eu-north by anna@desk (fire)";
    Await.until("told", LONG, () -> fleet.fairlead("history").out().contains(came));
    Await.until(
        "frozen in the metrics",
        LONG,
        () -> Tools.metrics(address).contains("fairlead_frozen 1.0"));
    Said unfrozen = fleet.fairlead("unfreeze", "--yes");
    Await.until("not frozen any more", LONG, () -> thaws(address));
    String gone = "freeze object gone";
    Await.until("told as gone", LONG, () -> fleet.fairlead("history").out().contains(gone));
    String history = fleet.fairlead("history").out();

    assertThat(history).containsOnlyOnce(came).containsOnlyOnce(gone);
    assertThat(timed.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(timed.err()).contains("leave out --for");
    assertThat(frozen.code()).as(frozen.toString()).isEqualTo(ExitCode.DONE);
    assertThat(frozen.out()).contains("freeze object in eu-north");
    assertThat(early.code()).as(early.toString()).isEqualTo(ExitCode.DONE);
    assertThat(partly.code()).as(partly.toString()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(partly.out()).contains("in eu-north by anna@desk (smoke) → absent");
    assertThat(partly.err())
        .contains("the freeze object in eu-north is taken away, but the register could not be")
        .endsWith("once they answer, run 'fairlead unfreeze' again.\n");
    assertThat(fleet.log("run-eu-north"))
        .contains("eu-north: steers again")
        .contains("eu-north: epoch ")
        .doesNotContainPattern("[0-9a-f]{64}")
        .doesNotContain("Exception");
    assertThat(unfrozen.code()).as(unfrozen.toString()).isEqualTo(ExitCode.DONE);
  }

  private static void whatIsLeftIsShown() {
    String sees = "SEES eu-north: Down ";
    Await.until("what is left sees", LONG, () -> fleet.fairlead("status").out().contains(sees));
    Said dark = fleet.fairlead("status");
    assertThat(dark.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(dark.out())
        .contains("epoch not known", "WITHOUT REGISTER", "deployment/orders/us-east");
  }

  /** Two regions that fell with their edges may have made the fleet panic meanwhile. */
  private static boolean thaws(String address) {
    release(fleet.fairlead("status").out());
    return Tools.metrics(address).contains("fairlead_frozen 0.0");
  }

  @Test
  void what_no_run_carries_out_is_pending_then_waited_for_in_vain_then_stale() {
    REGIONS.forEach(region -> fleet.kill("run-" + region));

    Said waited = fleet.fairlead("drain", "eu-north", "--yes", "--wait", "100ms");
    Said pending = fleet.fairlead("plan", "--detailed-exitcode");
    Said stands = fleet.fairlead("freeze", "--yes");
    Said refused = fleet.fairlead("plan", "--detailed-exitcode");
    Await.until(
        "stale",
        LONG,
        () -> fleet.fairlead("plan", "--detailed-exitcode").code() == ExitCode.UNREACHABLE);
    Said stale = fleet.fairlead("plan");
    Said silent = fleet.fairlead("status");
    fleet.fairlead("unfreeze", "--yes");
    fleet.fairlead("undrain", "eu-north", "--yes");
    REGIONS.forEach(fleet::run);

    assertThat(waited.code()).as(waited.toString()).isEqualTo(ExitCode.WAIT_RAN_OUT);
    assertThat(waited.err()).contains("not carried out within the wait: ");
    assertThat(pending.code()).as(pending.toString()).isEqualTo(ExitCode.PENDING);
    assertThat(stands.code()).isEqualTo(ExitCode.DONE);
    assertThat(refused.code()).as(refused.toString()).isEqualTo(ExitCode.REFUSED);
    assertThat(stale.err()).contains("see that 'fairlead run' ticks");
    assertThat(silent.out()).contains("SILENT").contains("NOT STEERING");
  }

  @Test
  void the_exit_code_of_status_says_what_is_worst() {
    // Whether two observers see the service fail before its address has moved is one of phases.
    Fall fall = fall();
    for (int i = 1; i < PHASES && fall.meanwhile().isEmpty(); i++) {
      the_fleet_is_whole();
      fall = fall();
    }
    String history = fleet.fairlead("history").out();

    assertThat(fall.node()).contains("refused");
    assertThat(fall.meanwhile())
        .contains("Down, rung 1")
        .contains("NODES us-east/gw-" + fall.holder() + " Down since ");
    assertThat(lines(history, "region/us-east ", "to Degraded: deployment/orders/us-east Down"))
        .as("the region by whose other node its clients are served is Degraded")
        .isPositive();
  }

  /**
   * A node that held an address and was killed.
   *
   * @param node its explanation
   * @param meanwhile status while rung 1 stood for its service; empty = it was never Down
   */
  private record Fall(int holder, String node, String meanwhile) {}

  private static Fall fall() {
    int holder = fleet.fairlead("status").out().contains("127.43.3.100@gw-1") ? 1 : 2;
    fleet.kill("gateway-us-east-gw-" + holder);
    Await.until(
        "Down", LONG, () -> fleet.fairlead("status", "--exit-code").code() == ExitCode.DOWN);
    AtomicReference<String> meanwhile = new AtomicReference<>("");
    String served = "Up       127.43.3.100@gw-" + (3 - holder);
    Await.until(
        "moved and Up",
        LONG,
        () -> {
          String status = fleet.fairlead("status").out();
          if (status.contains(MOVED)) {
            meanwhile.set(status);
          }
          return status.contains(served) && node(holder).contains("Down since");
        });
    String node = node(holder);
    fleet.gateway("us-east", holder);
    return new Fall(holder, node, meanwhile.get());
  }

  private static long lines(String history, String subject, String text) {
    return history.lines().filter(l -> l.contains(subject) && l.contains(text)).count();
  }

  @Test
  void a_failback_of_what_is_down_says_what_it_waits_for() {
    fleet.kill("gateway-us-east-gw-1");
    fleet.kill("gateway-us-east-gw-2");
    Await.until(
        "left", LONG, () -> fleet.fairlead("status").out().contains("LATCHED us-east (orders)"));

    Said waited = fleet.fairlead("failback", "region/us-east", "--yes", "--wait", "1s");
    fleet.gateway("us-east", 1);
    fleet.gateway("us-east", 2);

    assertThat(waited.code()).as(waited.toString()).isEqualTo(ExitCode.WAIT_RAN_OUT);
    String why = "it waits: deployment/orders/us-east is not Up, which takes 5 passes seen by 2";
    assertThat(waited.out()).contains("journaled").contains(why);
    assertThat(waited.err()).contains(why);
  }

  private static String node(int number) {
    return fleet.fairlead("explain", "node/us-east/gw-" + number).out();
  }

  @Test
  void a_new_topology_is_activated_once_it_is_reported_or_without_the_dark() throws IOException {
    String next = fleet.example().replace("demand: 400", "demand: 390");
    Files.writeString(fleet.topology(), next);
    Said early = fleet.fairlead("activate", "--yes");
    for (String region : List.of("eu-north", "eu-west")) {
      fleet.kill("run-" + region);
      fleet.run(region);
    }
    Await.until(
        "reported by two",
        LONG,
        () -> fleet.fairlead("activate", "--dry-run").err().contains("reported by us-east: "));

    Said foreign = fleet.fairlead("plan");
    Said activated = fleet.fairlead("activate", "--without", "us-east", "--yes");
    Said again = fleet.fairlead("activate", "--yes");
    fleet.kill("run-us-east");
    fleet.run("us-east");

    assertThat(early.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(early.err()).contains("is not yet reported by eu-north, eu-west, us-east");
    assertThat(foreign.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(foreign.err()).contains("'fairlead activate' makes this file's the active one");
    assertThat(activated.code()).as(activated.toString()).isEqualTo(ExitCode.DONE);
    assertThat(again.out()).contains("is active already");
  }

  @Test
  void history_since_reaches_beyond_what_the_register_keeps() {
    for (int i = 0; i < 40; i++) {
      done("freeze", "--yes", "--reason", "round " + i);
      done("unfreeze", "--yes");
    }

    Await.until("archived", LONG, () -> fleet.fairlead("history").out().lines().count() <= 64);

    assertThat(fleet.fairlead("history").out()).doesNotContain("round 0 ");
    Said all = fleet.fairlead("history", "--since", "1h");
    for (int i = 0; i < 40; i++) {
      assertThat(all.out()).containsOnlyOnce("freeze: round " + i + " (by");
    }
  }

  /** A busy machine's stores may answer too late, once. */
  private static void done(String... words) {
    Await.until(String.join(" ", words), LONG, () -> fleet.fairlead(words).code() == ExitCode.DONE);
  }

  @Test
  void status_watches_until_it_is_interrupted() {
    fleet.start("watch", "status", "--watch");
    Await.until("shown twice", LONG, () -> fleet.log("watch").split("PARTITION", -1).length > 2);

    assertThat(fleet.interrupt("watch")).isEqualTo(130);
    assertThat(fleet.log("watch")).doesNotContain("\tat ");
  }
}
