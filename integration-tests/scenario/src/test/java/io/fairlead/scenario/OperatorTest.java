package io.fairlead.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cli.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator's verbs against one fleet of real processes; each test leaves it whole. */
@Order(5)
class OperatorTest {
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final String WAIT = "60s";

  private static LiveFleet fleet;
  private static boolean left = true;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    fleet = new LiveFleet(folder, "127.42").start();
  }

  @AfterAll
  static void stop() {
    fleet.close();
  }

  @BeforeEach
  void the_fleet_is_whole() {
    assertThat(left).as("an earlier test left the fleet broken").isTrue();
    left = false;
    Await.until(LONG, OperatorTest::missing);
    left = true;
  }

  private static String missing() {
    Said status = fleet.fairlead("status", "-o", "json");
    return whole(status) ? "" : status + fleet.fairlead("history").out();
  }

  private static boolean whole(Said status) {
    return status.code() == ExitCode.DONE
        && status.set("orders/eu", "eu-west") == 60
        && status.set("orders/us", "us-east") == 100
        && status.set("portal/all", "eu-west") == 100
        && !status.out().contains("\"Down\"")
        && !status.out().contains("\"Unknown\"")
        && !status.out().contains("\"latched\":true")
        && !status.json().path("frozen").asBoolean();
  }

  @Test
  void a_drained_region_loses_its_shares_and_gets_them_back() {
    Said drained =
        fleet.fairlead("drain", "eu-west", "--yes", "--reason", "kernel", "--wait", WAIT);
    Said status = fleet.fairlead("status", "-o", "json");
    Said undrained = fleet.fairlead("undrain", "region/eu-west", "--yes", "--wait", WAIT);

    assertThat(drained.code()).as(drained.toString()).isEqualTo(ExitCode.DONE);
    assertThat(drained.out()).contains("region/eu-west is drained by anna@desk");
    assertThat(status.set("orders/eu", "eu-west")).isZero();
    assertThat(status.set("portal/all", "eu-north")).isEqualTo(100);
    assertThat(undrained.code()).as(undrained.toString()).isEqualTo(ExitCode.DONE);
    assertThat(fleet.fairlead("history", "--since", "5m").out())
        .contains("drain: kernel (by anna@desk)");
  }

  @Test
  void a_drained_deployment_leaves_the_regions_other_services_alone() {
    Said drained = fleet.fairlead("drain", "deployment/orders/eu-west", "--yes", "--wait", WAIT);
    Said status = fleet.fairlead("status", "-o", "json");
    Said undrained = fleet.fairlead("undrain", "deployment/orders/eu-west", "--yes");

    assertThat(drained.code()).as(drained.toString()).isEqualTo(ExitCode.DONE);
    assertThat(status.set("orders/eu", "eu-west")).isZero();
    assertThat(status.set("portal/all", "eu-west")).isEqualTo(100);
    assertThat(undrained.code()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void a_drained_node_gives_its_address_away_and_the_last_one_keeps_it() {
    String holder = holder("eu-north");
    String other = holder.equals("gw-1") ? "gw-2" : "gw-1";

    Said drained = fleet.fairlead("drain", "node/eu-north/" + holder, "--yes", "--wait", WAIT);

    assertThat(drained.code()).as(drained.toString()).isEqualTo(ExitCode.DONE);
    assertThat(holder("eu-north")).isEqualTo(other);
    for (String verb : List.of("drain", "failover")) {
      Said last = fleet.fairlead(verb, "node/eu-north/" + other, "--yes", "--wait", WAIT);
      assertThat(last.code()).as(last.toString()).isEqualTo(ExitCode.REFUSED);
      assertThat(last.err())
          .contains("is refused: address/eu-north/front: no other node is Up for every service");
    }
    Said undrained = fleet.fairlead("undrain", "node/eu-north/" + holder, "--yes");
    assertThat(undrained.code()).as(undrained.toString()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void an_operators_clock_is_corrected_by_the_stores_or_refused() {
    Said far = fleet.fairlead(Duration.ofHours(1), "drain", "eu-north", "--yes");
    Said near = fleet.fairlead(Duration.ofSeconds(8), "drain", "eu-north", "--yes", "--for", "6s");
    Instant after = Instant.now();

    Said doctor = fleet.fairlead(Duration.ofHours(1), "doctor");

    assertThat(doctor.out())
        .containsPattern("error  clock: .* found 3[56]\\d\\d s ahead")
        .doesNotContain("see why its ticks stopped");
    assertThat(far.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(far.err()).contains("s ahead of the stores' clocks, and at most 10 s are allowed");
    assertThat(near.code()).as(near.toString()).isEqualTo(ExitCode.DONE);
    assertThat(written("drain"))
        .as("by the stores' clocks, which are this machine's")
        .isBefore(after.plusSeconds(2));
    Await.until(
        "over after six seconds of the stores",
        LONG,
        () -> fleet.fairlead("status").out().contains("DRAINS none"));
  }

  /** When the last verb of a name was written. */
  private static Instant written(String verb) {
    List<Instant> times = new ArrayList<>();
    for (var line : fleet.fairlead("history", "-o", "json").json().path("entries")) {
      if (line.path("text").asString().startsWith(verb)) {
        times.add(Instant.parse(line.path("at").asString()));
      }
    }
    assertThat(times).as("lines of history that start with '%s'", verb).isNotEmpty();
    return times.getLast();
  }

  @Test
  void a_node_fails_over_to_the_node_named() {
    String holder = holder("us-east");
    String other = holder.equals("gw-1") ? "gw-2" : "gw-1";

    Said nowhere = fleet.fairlead("failover", "us-east/" + holder, "--to", "gw-9", "--yes");
    Said itself = fleet.fairlead("failover", "us-east/" + holder, "--to", holder, "--yes");
    Said idle = fleet.fairlead("failover", "us-east/" + other, "--yes");
    Said moved =
        fleet.fairlead("failover", "us-east/" + holder, "--to", other, "--yes", "--wait", WAIT);

    assertThat(nowhere.code()).isEqualTo(ExitCode.USAGE);
    assertThat(nowhere.err()).contains("gw-9");
    assertThat(itself.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(itself.err()).contains("only to another of [gw-1, gw-2]");
    assertThat(idle.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(idle.err()).contains("holds no address: nothing to move");
    assertThat(moved.code()).as(moved.toString()).isEqualTo(ExitCode.DONE);
    assertThat(holder("us-east")).isEqualTo(other);
  }

  @Test
  void an_active_passive_service_fails_over_and_back() {
    Said over = fleet.fairlead("failover", "portal", "--to", "eu-north", "--yes", "--wait", WAIT);
    Said status = fleet.fairlead("status", "-o", "json");
    Said latched = fleet.fairlead("status");
    Said back = fleet.fairlead("failback", "service/portal", "--yes", "--wait", WAIT);

    assertThat(over.code()).as(over.toString()).isEqualTo(ExitCode.DONE);
    assertThat(status.set("portal/all", "eu-north")).isEqualTo(100);
    assertThat(latched.out()).contains("LATCHED eu-west (portal)").contains("'fairlead failback'");
    assertThat(back.code()).as(back.toString()).isEqualTo(ExitCode.DONE);
    assertThat(whole(fleet.fairlead("status", "-o", "json"))).isTrue();
  }

  @Test
  void a_failed_over_region_returns_in_steps_and_the_wait_ends_with_the_last() {
    Said over = fleet.fairlead("failover", "region/us-east", "--yes", "--wait", WAIT);
    Said away = fleet.fairlead("status", "-o", "json");
    Said back = fleet.fairlead("failback", "region/us-east", "--yes", "--wait", WAIT);

    assertThat(over.code()).as(over.toString()).isEqualTo(ExitCode.DONE);
    assertThat(away.set("orders/us", "us-east")).isZero();
    assertThat(back.code()).as(back.toString()).isEqualTo(ExitCode.DONE);
    assertThat(fleet.fairlead("status", "-o", "json").set("orders/us", "us-east")).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource({
    "drain, service/orders",
    "drain, orders",
    "drain, partition/orders/eu",
    "undrain, portal",
    "failover, partition/orders/eu",
    "failback, orders/us"
  })
  void what_is_served_in_several_places_is_refused_with_the_places(String verb, String subject) {
    Said said = fleet.fairlead(verb, subject, "--yes");

    assertThat(said.code()).isEqualTo(ExitCode.USAGE);
    assertThat(said.err())
        .contains("must stay in one: name ")
        .contains("deployment/")
        .contains("or a whole region/R");
  }

  @ParameterizedTest
  @CsvSource({
    "service/orders, '', served by several regions at once",
    "service/portal, us-east, not in the order of portal",
    "region/us-east, eu-west, leave out the region to go to"
  })
  void a_failover_that_cannot_be_is_refused_before_it_is_journaled(
      String subject, String to, String why) {
    long journaled = journaled();

    Said said =
        to.isEmpty()
            ? fleet.fairlead("failover", subject, "--yes")
            : fleet.fairlead("failover", subject, "--to", to, "--yes");

    assertThat(said.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(said.err()).contains(why);
    assertThat(journaled()).isEqualTo(journaled);
  }

  @Test
  void a_drain_that_the_others_cannot_carry_is_refused_with_the_numbers() {
    Said first = fleet.fairlead("drain", "eu-north", "--yes", "--wait", WAIT);

    Said second = fleet.fairlead("drain", "eu-west", "--yes");
    Said undrained = fleet.fairlead("undrain", "eu-north", "--yes", "--wait", WAIT);

    assertThat(first.code()).as(first.toString()).isEqualTo(ExitCode.DONE);
    assertThat(second.code()).as(second.toString()).isEqualTo(ExitCode.REFUSED);
    assertThat(second.out()).as("the reason is all there is to read").isEmpty();
    assertThat(second.err())
        .startsWith("fairlead: drain region/eu-west is refused: ")
        .containsOnlyOnce("partition/portal/all: limit at least 1 region for portal/all, found ");
    assertThat(undrained.code()).as(undrained.toString()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void a_freeze_stops_every_verb_that_steers_until_unfreeze() {
    Said frozen = fleet.fairlead("freeze", "--yes", "--reason", "network change");
    Said again = fleet.fairlead("freeze", "--yes");
    Said drained = fleet.fairlead("drain", "eu-west", "--yes");
    Said plan = fleet.fairlead("plan");
    Said status = fleet.fairlead("status");
    Said unfrozen = fleet.fairlead("unfreeze", "--yes");

    assertThat(frozen.code()).isEqualTo(ExitCode.DONE);
    assertThat(again.out()).contains("frozen already, by anna@desk: network change");
    assertThat(drained.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(drained.err()).contains("by anna@desk (network change)").contains("unfreeze");
    assertThat(plan.out()).contains("frozen  by anna@desk (network change): nothing of this");
    assertThat(status.out()).contains("FROZEN by anna@desk (network change)");
    assertThat(unfrozen.code()).isEqualTo(ExitCode.DONE);
    assertThat(fleet.fairlead("unfreeze", "--yes").out()).contains("unchanged, not frozen");
  }

  @ParameterizedTest
  @ValueSource(strings = {"eu-west", "us-east"})
  void a_freeze_object_in_one_flag_store_freezes_until_unfreeze_removes_it(String store) {
    String freeze = "http://" + fleet.address(store, 53) + ":5380/freeze";
    put(freeze, "{\"fleet\":\"three-regions\",\"by\":\"bob\",\"reason\":\"site work\"}");

    Said drained = fleet.fairlead("drain", "eu-west", "--yes");
    Said status = fleet.fairlead("status");
    Said shown = fleet.fairlead("unfreeze", "--dry-run");
    Said unfrozen = fleet.fairlead("unfreeze", "--yes");

    String by = "in " + store + " by bob (site work)";
    assertThat(drained.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(drained.err()).contains("by a freeze object " + by);
    assertThat(status.out()).contains("FROZEN by a freeze object " + by);
    assertThat(shown.out()).contains("freeze object " + by + " → absent");
    assertThat(unfrozen.code()).as(unfrozen.toString()).isEqualTo(ExitCode.DONE);
    assertThat(get(freeze)).contains("absent");
    assertThat(fleet.fairlead("status").out()).contains("FROZEN no");
  }

  @Test
  void a_dry_run_writes_nothing() {
    long journaled = journaled();

    for (String[] verb :
        new String[][] {
          {"drain", "eu-west", "--dry-run"},
          {"failover", "portal", "--dry-run"},
          {"freeze", "--dry-run"},
          {"evacuate", "us-east", "--dry-run"}
        }) {
      assertThat(fleet.fairlead(verb).code()).isEqualTo(ExitCode.DONE);
    }

    assertThat(journaled()).isEqualTo(journaled);
    assertThat(fleet.fairlead("status", "-o", "json").out()).doesNotContain("\"flag\":true");
  }

  /** Lines of this operator: epochs rise by ticks as well. */
  private static long journaled() {
    Said history = fleet.fairlead("history", "--since", "1h");
    assertThat(history.code()).as(history.toString()).isEqualTo(ExitCode.DONE);
    return history.out().lines().filter(line -> line.contains("by anna@desk")).count();
  }

  @ParameterizedTest
  @ValueSource(strings = {"drain eu-west", "failover portal", "freeze", "evacuate us-east"})
  void without_a_terminal_a_change_needs_yes(String verb) {
    Said said = fleet.fairlead(verb.split(" "));

    assertThat(said.code()).isEqualTo(ExitCode.USAGE);
    assertThat(said.err()).contains("add --yes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "region/us-east",
        "service/orders",
        "partition/orders/eu",
        "deployment/portal/eu-north",
        "node/eu-west/gw-1",
        "eu-west/gw-2"
      })
  void every_subject_is_explained(String subject) {
    Said said = fleet.fairlead("explain", subject);

    assertThat(said.code()).isEqualTo(ExitCode.DONE);
    assertThat(said.out()).contains("Up since").contains("votes").contains("would change it");
  }

  @Test
  void a_plan_from_here_says_that_it_is_not_binding() {
    Said said = fleet.fairlead("plan", "--probe");
    Said json = fleet.fairlead("plan", "--probe", "-o", "json");

    assertThat(said.code()).isEqualTo(ExitCode.DONE);
    assertThat(said.out()).contains("not binding");
    assertThat(json.json().path("binding").asBoolean(true)).isFalse();
  }

  private static String holder(String region) {
    for (var service : fleet.fairlead("status", "-o", "json").json().path("services")) {
      for (var each : service.path("deployments")) {
        if (each.path("region").asString().equals(region)) {
          return each.path("holder").asString();
        }
      }
    }
    throw new AssertionError("nobody holds the address of " + region);
  }

  private static void put(String url, String body) {
    assertThat(send(HttpRequest.newBuilder(URI.create(url)).PUT(BodyPublishers.ofString(body))))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(201);
  }

  private static String get(String url) {
    return send(HttpRequest.newBuilder(URI.create(url))).body();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.timeout(Duration.ofSeconds(5)).build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
