package io.fairlead.emulators.azure.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.emulators.azure.Azurite;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.port.EvacuationFlags.Copy;
import io.fairlead.wiring.cost.AzureIdleCalls;
import io.fairlead.wiring.stack.AzureStacks;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The packaged function app in three regions: its timers fire on schedule, late and past due, and
 * an operator calls it; a process is killed in the middle of an evacuation, and of a public IP's
 * move. The fleet lasts for all tests.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@NeedsParts({Part.AZURITE, Part.FAKETIME})
class PackagedAppTest {
  private static final boolean ALL_KILLS = Boolean.getBoolean("fairlead.app.kills");

  private static final Map<String, String> OPERATIONS =
      Map.of(
          "GET", AzureIdleCalls.GET,
          "PUT", AzureIdleCalls.PUT,
          "PublicIPAddresses_Get", "Public IP Addresses - Get");

  @TempDir private static Path work;

  private AppFleet fleet;
  private Front front;
  private AppEvacuation evacuation;

  @BeforeAll
  void start() throws IOException {
    fleet = new AppFleet();
    front = new Front(fleet.app("frankfurt"));
    evacuation = new AppEvacuation(fleet);
    fleet.start();
    fleet.until(fleet::isAtRest);
  }

  @AfterAll
  void stop() throws IOException {
    front.close();
    fleet.close();
  }

  @BeforeEach
  void nothingHappens() {
    fleet.tap.calm();
  }

  @Test
  @Order(1)
  void timers_tick_every_ten_seconds_in_step_and_every_line_names_the_topology()
      throws IOException {
    int before = fleet.app("paris").ticks().size();

    fleet.slots(3);

    List<Instant> slots = slots(fleet.app("paris"), before);
    assertThat(slots).hasSizeBetween(3, 4);
    for (int i = 1; i < slots.size(); i++) {
      assertThat(Duration.between(slots.get(i - 1), slots.get(i))).isEqualTo(AppFleet.SLOT);
    }
    for (String region : AppFleet.REGIONS) {
      for (JsonNode line : fleet.app(region).ticks()) {
        assertThat(line.path("topology").asString()).as("%s", line).isEqualTo(fleet.digest());
        assertThat(line.path("Region").asString()).isEqualTo(region);
        assertThat(line.path("source").asString()).isEqualTo("timer");
        assertThat(line.path("outcome").asString()).isNotIn("Failed", "Done", "Running");
        assertThat(line.path("TickMillis").asInt(-1)).isNotNegative();
      }
    }
    assertThat(fleet.state().topology()).isEqualTo(fleet.digest());
    assertThat(fleet.entries()).containsOnlyKeys(AppFleet.REGIONS);
    assertThat(fleet.entries().values())
        .allSatisfy(
            entry ->
                assertThat(Duration.between(entry.at(), fleet.time.instant()))
                    .isLessThan(AppFleet.SLOT));
  }

  @Test
  @Order(2)
  void an_idle_tick_makes_the_calls_that_the_bill_has() throws IOException {
    fleet.time.until(fleet.slot().plus(AppFleet.SLOT));
    fleet.tap.forgetCalls();
    fleet.arm.forgetCalls();

    fleet.fire("paris");

    assertThat(fleet.app("paris").ticks().getLast().path("outcome").asString()).isEqualTo("Idle");
    SortedMap<String, Integer> counted = new TreeMap<>();
    fleet.tap.calls().stream()
        .filter(call -> !call.path().contains("/config/"))
        .forEach(call -> counted.merge(OPERATIONS.get(call.method()), 1, Integer::sum));
    fleet.arm.operations().forEach(each -> counted.merge(OPERATIONS.get(each), 1, Integer::sum));
    assertThat(counted)
        .as("%s", fleet.tap.calls())
        .isEqualTo(AzureIdleCalls.of(AzureStacks.of(fleet.topology())).perTick());
    assertThat(fleet.app("paris").files().functions())
        .filteredOn(function -> function.name().equals("replicate"))
        .extracting(function -> function.trigger().path("schedule").asString())
        .containsExactly("5 */%d * * * *".formatted(AzureIdleCalls.COPY_MINUTES));
    IdleBill.write(fleet.topology(), counted);
  }

  @Test
  @Order(3)
  void an_operators_verbs_come_by_http_with_the_functions_key_alone() throws IOException {
    String freeze = "{\"verb\":\"freeze\",\"reason\":\"a drill\",\"by\":\"anna\"}";

    assertThat(front.post("operate", "a-wrong-key", freeze).statusCode()).isEqualTo(401);
    assertThat(front.post("tick", Front.KEY, freeze).statusCode()).isEqualTo(404);
    assertThat(fleet.state().freeze()).isNull();

    HttpResponse<String> frozen = front.post("operate", Front.KEY, freeze);
    assertThat(frozen.statusCode()).as(frozen.body()).isEqualTo(200);
    assertThat(frozen.body()).contains("\"outcome\":\"DONE\"", "\"exitCode\":0");
    assertThat(fleet.state().freeze()).isNotNull();

    HttpResponse<String> thawed =
        front.post("operate", Front.KEY, "{\"verb\":\"unfreeze\",\"by\":\"anna\"}");
    assertThat(thawed.statusCode()).as(thawed.body()).isEqualTo(200);
    assertThat(fleet.state().freeze()).isNull();
    assertThat(fleet.state().history()).anyMatch(line -> line.by().equals("anna"));
  }

  @Test
  @Order(4)
  void a_request_of_another_form_is_answered_with_what_is_expected() throws IOException {
    HttpResponse<String> verb = front.post("operate", Front.KEY, "{\"verb\":\"evacuate\"}");
    assertThat(verb.statusCode()).isEqualTo(400);
    assertThat(JsonMapper.shared().readTree(verb.body()).path("text").asString())
        .startsWith("'verb' is one of activate, drain");
    assertThat(front.post("operate", Front.KEY, "drain it").body()).contains("no JSON");

    HttpResponse<String> refused =
        front.post(
            "operate",
            Front.KEY,
            "{\"verb\":\"drain\",\"subject\":\"region/lyon\",\"reason\":\"a test\"}");
    assertThat(refused.statusCode()).as(refused.body()).isBetween(400, 422);
    assertThat(refused.body()).contains("lyon");
  }

  @Test
  @Order(5)
  void a_region_that_falls_is_taken_out_by_its_flags_and_people_are_told_by_event_grid()
      throws IOException {
    fleet.gateways.stop(3);
    fleet.until(() -> fleet.isOut("paris") && fleet.isAtRest());
    fleet.slots(1);

    assertThat(fleet.copies("paris")).hasSize(3);
    assertThat(fleet.copies("paris").stream().map(Copy::epoch).distinct()).hasSize(1);
    assertThat(fleet.isOut("amsterdam")).isFalse();
    assertThat(fleet.people.refused()).isEmpty();
    assertThat(fleet.people.events())
        .anySatisfy(
            event -> {
              assertThat(event.path("type").asString()).isEqualTo("io.fairlead.notice.moved");
              assertThat(event.path("source").asString())
                  .isEqualTo("/fairlead/azure-three-regions");
              assertThat(event.path("subject").asString()).contains("paris");
              assertThat(event.path("data").path("text").asString()).isNotEmpty();
            });
    assertThat(lines())
        .noneMatch(line -> line.has("noticeTrouble"))
        .noneMatch(line -> line.toString().contains(AppFleet.TOPIC_KEY));

    evacuation.back(front);
  }

  @Test
  @Order(6)
  void what_was_missed_without_a_host_is_one_tick_and_no_burst() {
    HostedApp app = fleet.app("frankfurt");
    fleet.timers.stop(app);
    fleet.slots(4);
    int before = app.ticks().size();

    fleet.timers.restart(app);

    List<JsonNode> late = app.ticks().subList(before, app.ticks().size());
    assertThat(late).hasSize(1);
    assertThat(late.getFirst().path("pastDue").asBoolean()).isTrue();
    assertThat(late.getFirst().path("outcome").asString()).isEqualTo("Idle");
    assertThat(Instant.parse(late.getFirst().path("slot").asString())).isEqualTo(fleet.slot());

    fleet.tap.forgetCalls();
    fleet.fire("frankfurt");
    assertThat(lastOutcome(app)).as("the slot's own firing, after the late one").isEqualTo("Done");
    assertThat(fleet.tap.calls()).as("who took a slot asks nobody").isEmpty();
    fleet.slots(2);
    List<Instant> slots = slots(app, before + 2);
    assertThat(slots).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  @Order(7)
  void a_tick_that_still_runs_is_not_begun_again_in_its_process() throws Exception {
    HostedApp app = fleet.app("frankfurt");
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    fleet.time.until(fleet.slot().plus(AppFleet.SLOT));
    fleet.tap.at(
        call -> call.path().contains("/slot/"),
        1,
        true,
        () -> {
          arrived.countDown();
          awaited(goOn);
        });

    CompletableFuture<HostedApp.Reply> first = app.begin("tick", Timers.timer(false));
    awaited(arrived);
    fleet.fire("frankfurt");
    JsonNode second = app.ticks().getLast();
    goOn.countDown();
    first.join();

    assertThat(second.path("outcome").asString()).isEqualTo("Running");
    assertThat(app.ticks().getLast().path("outcome").asString()).isEqualTo("Idle");
  }

  @Test
  @Order(8)
  void of_two_instances_that_fire_for_one_slot_one_ticks() throws IOException {
    long started = System.nanoTime();
    try (HostedApp other = fleet.another("frankfurt")) {
      other.begin("replicate", Timers.timer(false)).join();
      System.out.printf(
          "function app: %.1f MB, first answer %d ms after its process began%n",
          Files.size(AppZip.path()) / 1e6, (System.nanoTime() - started) / 1_000_000);
      HostedApp app = fleet.app("frankfurt");
      int ticked = app.ticks().size();
      fleet.time.until(fleet.slot().plus(AppFleet.SLOT));

      CompletableFuture<HostedApp.Reply> beside = other.begin("tick", Timers.timer(false));
      fleet.fire("frankfurt");
      beside.join();

      assertThat(
              Stream.concat(app.ticks().stream().skip(ticked), other.ticks().stream())
                  .map(line -> line.path("outcome").asString()))
          .containsExactlyInAnyOrder("Done", "Idle");

      fleet.time.until(fleet.slot().plus(AppFleet.SLOT));
      other.begin("tick", Timers.timer(false)).join();
      fleet.fire("frankfurt");
      assertThat(lastOutcome(other)).isEqualTo("Idle");
      assertThat(lastOutcome(app)).as("what the other has taken meanwhile").isEqualTo("Done");
      fleet.time.until(fleet.slot().plus(AppFleet.SLOT));
      fleet.fire("frankfurt");
      assertThat(lastOutcome(app)).as("the next one, free to all").isEqualTo("Idle");
    }
  }

  private static String lastOutcome(HostedApp app) {
    return app.ticks().getLast().path("outcome").asString();
  }

  @Test
  @Order(9)
  void while_a_topology_is_wrong_the_last_one_holds_and_the_line_says_why() throws IOException {
    fleet.publish("paris", fleet.file().replace("location: francecentral", "location: Paris"));
    fleet.time.pass(Duration.ofSeconds(61));
    fleet.until(() -> fleet.app("paris").ticks().getLast().path("Outcome").asInt(-1) == 1);

    JsonNode line = fleet.app("paris").ticks().getLast();
    assertThat(line.path("topologyTrouble").asString(""))
        .contains("fairleadfrance/config/fairlead.yaml:", "found 'Paris'");
    assertThat(line.path("topology").asString()).isEqualTo(fleet.digest());
    fleet.publish("paris", fleet.file());
  }

  @Test
  @Order(10)
  void replicate_says_that_there_is_nothing_to_replicate_and_no_line_has_a_key() {
    fleet.app("paris").begin("replicate", Timers.timer(false)).join();

    assertThat(fleet.app("paris").lines())
        .anyMatch(
            line ->
                line.path("kind").asString("").equals("replicate")
                    && line.path("outcome").asString("").equals("Idle"));
    for (String region : AppFleet.REGIONS) {
      assertThat(fleet.app(region).output())
          .doesNotContain(Azurite.KEY, AppFleet.TOPIC_KEY, "\tat ");
    }
  }

  static List<KillPoint> kills() {
    return ALL_KILLS
        ? List.of(KillPoint.values())
        : List.of(KillPoint.INTENT_WRITTEN_BY_A_MAJORITY);
  }

  @ParameterizedTest
  @MethodSource("kills")
  @Order(11)
  void an_app_killed_in_an_evacuation_leaves_it_to_the_next_tick(KillPoint at) throws IOException {
    evacuation.isEndedAfter(at);
    evacuation.back(front);
  }

  @Test
  @Order(12)
  void an_app_whose_clock_is_off_its_stores_abstains_with_a_reason_and_nothing_is_lost()
      throws IOException {
    new AppClock(fleet).isOffAndSetAgain();
  }

  static List<MoveKill> moveKills() {
    return ALL_KILLS ? List.of(MoveKill.values()) : List.of(MoveKill.PUT_ON_LOST);
  }

  @ParameterizedTest
  @MethodSource("moveKills")
  @Order(13)
  void an_app_killed_between_the_writes_that_move_a_public_ip_leaves_it_to_the_next_tick(
      MoveKill at) throws IOException {
    new AppMove(fleet).isEndedAfter(at);
  }

  @Test
  @Order(14)
  void ticks_tell_how_far_copies_are_and_the_outage_of_their_master_makes_none_older()
      throws IOException {
    AppSet set = new AppSet(fleet, work);
    set.declare(front);
    set.isInStepEverywhere();
    set.isLookedAtAsBilled();
    set.goesOnWithoutParis();

    fleet.timers.stop(fleet.app("amsterdam"));
    fleet.slots(6);
    assertThat(set.lag("frankfurt").isBeyond()).as(set.lag("frankfurt").text()).isFalse();
    assertThat(set.lag("paris").isBeyond()).as(set.lag("paris").text()).isTrue();
  }

  private List<JsonNode> lines() {
    return AppFleet.REGIONS.stream().flatMap(each -> fleet.app(each).ticks().stream()).toList();
  }

  private static List<Instant> slots(HostedApp app, int from) {
    return app.ticks().stream()
        .skip(from)
        .map(line -> Instant.parse(line.path("slot").asString()))
        .toList();
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
