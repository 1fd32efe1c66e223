package io.fairlead.emulators.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.emulators.lambda.FleetInAws.Kept;
import io.fairlead.emulators.twin.Call;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The zip itself, three regions of it, under the real runtime interface client in virtual time. The
 * fleet lasts for all cases, as it would; each brings back what it broke.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@NeedsParts({Part.MINISTACK, Part.FAKETIME})
class PackagedFunctionsTest {
  private static final int DONE_SLOTS = Integer.getInteger("fairlead.done.slots", 200);

  /** Of the zone's last change it is asked how far it is, and which servers the zone has. */
  private static final int MOST_FOLLOWING = 2;

  private PackagedFleet fleet;

  @BeforeAll
  void start() throws IOException {
    fleet = new PackagedFleet(Kept.TABLES);
  }

  @AfterAll
  void stop() throws IOException {
    fleet.close();
  }

  @BeforeEach
  void nothingGoesWrong() {
    fleet.aws.twin.faults().clear();
    fleet.aws.twin.forgetCalls();
  }

  @Test
  @Order(1)
  void the_first_ticks_adopt_the_topology_attach_the_addresses_and_make_the_records() {
    fleet.settle();

    assertThat(FleetInAws.REGIONS).allMatch(region -> fleet.aws.holder(region).equals("gw-1"));
    assertThat(fleet.aws.weights()).containsEntry("ireland", 127L).containsEntry("frankfurt", 77L);
  }

  @Test
  @Order(2)
  void a_dead_gateway_loses_its_address_to_the_other_by_one_mutating_call() {
    fleet.aws.kill("ireland", 1);

    fleet.until(() -> fleet.aws.holder("ireland").equals("gw-2") && fleet.isAtRest());

    assertThat(fleet.moves()).hasSize(1);
    assertThat(fleet.state().history()).anyMatch(line -> line.text().contains("gw-2"));
  }

  @Test
  @Order(3)
  void a_doubled_message_makes_one_call_finds_its_slot_done_and_touches_nothing() {
    String message = fleet.message();
    fleet.run("frankfurt", message);
    fleet.aws.twin.forgetCalls();

    JsonNode line = fleet.run("frankfurt", message);

    assertThat(line.path("outcome").asString("")).isEqualTo("Done");
    assertThat(operations()).containsExactly("PutItem");
  }

  @Test
  @Order(4)
  void a_done_slot_is_billed_what_one_conditional_put_takes() throws IOException {
    String message = fleet.message();
    fleet.run("frankfurt", message);
    fleet.aws.twin.forgetCalls();

    List<Duration> billed =
        IntStream.range(0, DONE_SLOTS)
            .mapToObj(_ -> fleet.tick("frankfurt").call(message, PackagedFleet.TIMEOUT).billed())
            .sorted()
            .toList();

    assertThat(operations()).hasSize(DONE_SLOTS).containsOnly("PutItem");
    assertThat(fleet.tick("frankfurt").lines().reversed().subList(0, DONE_SLOTS))
        .allMatch(line -> line.path("outcome").asString("").equals("Done"));
    DoneSlots figures = DoneSlots.of(billed);
    System.out.println(figures);
    Files.createDirectories(Path.of("target/benchmarks"));
    Files.writeString(Path.of("target/benchmarks/done-slot.json"), figures.json());
  }

  @Test
  @Order(5)
  void a_message_or_an_event_that_comes_more_than_90_s_late_is_dropped() {
    Instant late = fleet.time.instant().minusSeconds(95);

    for (String event : List.of(Events.scheduled(late), Events.message(Events.body(late)))) {
      assertThat(fleet.run("paris", event).path("outcome").asString("")).isEqualTo("Dropped");
    }
    assertThat(fleet.aws.twin.calls()).isEmpty();
  }

  @Test
  @Order(6)
  void a_function_frozen_for_half_an_hour_between_two_calls_takes_nothing_for_news() {
    fleet.aws.revive("ireland", 1);
    fleet.rounds(3);
    fleet.tick("ireland").freeze();
    String old = fleet.message();
    CompletableFuture<RuntimeApi.Answer> kept =
        fleet.tick("ireland").begin(old, PackagedFleet.TIMEOUT);
    fleet.aws.twin.forgetCalls();
    fleet.time.pass(Duration.ofMinutes(30));
    fleet.round(PackagedFleet.others("ireland"));
    fleet.round(PackagedFleet.others("ireland"));

    fleet.tick("ireland").thaw();
    fleet.tick("ireland").await(kept);
    JsonNode thawed = fleet.tick("ireland").lastLine();
    fleet.rounds(2);

    assertThat(thawed.path("outcome").asString("")).isEqualTo("Dropped");
    assertThat(fleet.moves()).isEmpty();
    assertThat(fleet.changes()).isEmpty();
    assertThat(fleet.aws.holder("ireland")).isEqualTo("gw-2");
    assertThat(fleet.isAtRest()).isTrue();
  }

  @Test
  @Order(7)
  void without_time_left_a_run_says_so_and_touches_nothing() {
    fleet.tick("paris").call(fleet.message(), Duration.ofMillis(1200));

    assertThat(fleet.aws.twin.calls()).isEmpty();
    JsonNode line = fleet.tick("paris").lastLine();
    assertThat(line.path("Outcome").asInt(-1)).isZero();
    assertThat(line.path("outcome").asString("")).isEqualTo("NoQuorum");
  }

  @Test
  @Order(8)
  void an_operators_drain_takes_a_region_out_by_weight_and_undrain_brings_it_back()
      throws IOException {
    try (FunctionProcess operate =
        fleet.function("io.fairlead.lambda.OperateHandler::handleRequest", "frankfurt")) {
      fleet.aws.twin.forgetCalls();
      RuntimeApi.Answer answer =
          operate.call(
              "{\"verb\":\"drain\",\"subject\":\"region/paris\",\"reason\":\"a"
                  + " test\",\"by\":\"anna\"}",
              PackagedFleet.TIMEOUT);
      assertThat(answer.body()).contains("\"outcome\":\"DONE\"", "journaled");
      assertThat(fleet.aws.twin.calls())
          .as("its role may not move addresses, not even by dry run")
          .noneMatch(call -> call.operation().equals("AssociateAddress"));
      fleet.until(() -> fleet.aws.weights().get("paris") == 0);

      RuntimeApi.Answer wrong = operate.call("{\"verb\":\"evacuate\"}", PackagedFleet.TIMEOUT);
      assertThat(wrong.body()).contains("'verb' is one of activate, drain");

      operate.call("{\"verb\":\"undrain\",\"subject\":\"region/paris\"}", PackagedFleet.TIMEOUT);
      fleet.rounds(2);
      operate.call("{\"verb\":\"failback\",\"subject\":\"region/paris\"}", PackagedFleet.TIMEOUT);
      fleet.until(() -> fleet.aws.weights().get("paris") > 0);
    }
    assertThat(fleet.state().history()).anyMatch(line -> line.by().equals("anna"));
  }

  @Test
  @Order(9)
  void replicate_says_that_there_is_nothing_to_replicate() throws IOException {
    try (FunctionProcess replicate =
        fleet.function("io.fairlead.lambda.ReplicateHandler::handleRequest", "paris")) {
      assertThat(replicate.call("{}", PackagedFleet.TIMEOUT).body())
          .contains("the topology declares no replication: nothing is copied");
    }
  }

  @Test
  @Order(10)
  void an_idle_tick_makes_the_same_calls_whatever_is_down() throws IOException {
    var billed = IdleBill.of(fleet.aws.topology());
    fleet.until(() -> idle("frankfurt") && IdleBill.counted(calls("frankfurt")).equals(billed));
    JsonNode allUp = calls("frankfurt");
    fleet.aws.kill("ireland", 1);
    fleet.aws.kill("ireland", 2);
    fleet.until(() -> fleet.aws.weights().get("ireland") == 0);

    fleet.until(() -> idle("frankfurt") && calls("frankfurt").equals(allUp));

    Files.createDirectories(Path.of("target/benchmarks"));
    Files.writeString(
        Path.of("target/benchmarks/idle-tick.json"),
        "{\"benchmark\":\"idle-tick\",\"regions\":3,\"calls\":" + allUp + "}\n");
    System.out.println("idle tick of one of three regions, calls by service: " + allUp);
  }

  @Test
  @Order(11)
  void while_a_topology_is_wrong_or_missing_the_last_one_holds_and_the_line_says_why() {
    String digest = fleet.aws.topology().fleet().digest();
    String name = "s3://fairlead-shop-config-eu-west-3/fairlead.yaml";

    fleet.aws.publish("paris", fleet.aws.topologyText().replace("port: 18080", "port: many"));
    JsonNode wrong = aMinuteLater("paris");
    fleet.aws.publish("paris", fleet.aws.topologyText().replace("paris", "lyon"));
    JsonNode foreign = aMinuteLater("paris");
    fleet.aws.publish("paris", null);
    JsonNode missing = aMinuteLater("paris");

    assertThat(wrong.path("topologyTrouble").asString("")).contains(name + ":", "many");
    assertThat(foreign.path("topologyTrouble").asString(""))
        .isEqualTo(name + " has no region 'paris'");
    assertThat(missing.path("topologyTrouble").asString("")).contains(name, "404 NoSuchKey");
    for (JsonNode line : List.of(wrong, foreign, missing)) {
      assertThat(line.path("topology").asString("")).isEqualTo(digest);
      assertThat(line.path("Outcome").asInt()).isEqualTo(1);
    }
  }

  @Test
  @Order(12)
  void a_function_that_never_had_a_topology_says_which_object_is_missing_and_asks_nothing_else()
      throws IOException {
    fleet.tick("paris").restart();

    JsonNode line = aMinuteLater("paris");

    assertThat(line.path("outcome").asString("")).isEqualTo("Failed");
    assertThat(line.path("text").asString(""))
        .startsWith(
            "no topology: s3:GetObject on s3://fairlead-shop-config-eu-west-3/fairlead.yaml")
        .contains("404 NoSuchKey");
    assertThat(line.path("Outcome").asInt(-1)).isZero();
    assertThat(fleet.aws.twin.calls()).extracting(Call::operation).containsExactly("GetObject");
    fleet.aws.publish("paris", fleet.aws.topologyText());
    JsonNode had = fleet.run("paris", fleet.message());
    assertThat(had.path("outcome").asString("")).isNotEqualTo("Failed");
    assertThat(had.path("topology").asString("")).isEqualTo(fleet.aws.topology().fleet().digest());
  }

  @Test
  @Order(13)
  void a_zone_of_the_other_cloud_is_refused_by_the_package_of_one_with_what_to_do() {
    String elsewhere =
        fleet
            .aws
            .topologyText()
            .replaceFirst(
                "(?s)    route53:.*?\nregions:",
                "    azureDns: {subscription: 00000000-0000-4000-8000-000000000001, resourceGroup:"
                    + " dns}\nregions:")
            .replace("{ireland: 50, frankfurt: 30, paris: 20}", "{ireland: 100}");
    fleet.aws.publish("paris", elsewhere);

    JsonNode line = aMinuteLater("paris");

    fleet.aws.publish("paris", fleet.aws.topologyText());
    assertThat(line.path("topologyTrouble").asString("") + line.path("text").asString(""))
        .contains(
            "the topology has regions or zones in aws, azure, this build has adapters for aws",
            "deploy the package of both clouds");
    aMinuteLater("paris");
  }

  @Test
  @Order(14)
  void every_line_has_its_form_its_digest_and_at_most_five_metrics() {
    String digest = fleet.aws.topology().fleet().digest();
    for (String region : FleetInAws.REGIONS) {
      List<JsonNode> lines = fleet.tick(region).lines();
      assertThat(lines).hasSizeGreaterThan(10);
      lines.forEach(line -> LineForm.check(line, digest));
    }
  }

  /** The calls made but for the topology's, which is asked for once a minute. */
  private List<String> operations() {
    return fleet.aws.twin.calls().stream()
        .filter(call -> !call.path().endsWith("/fairlead.yaml"))
        .map(Call::operation)
        .toList();
  }

  /** A line of the first slot by which the function asks for its topology again. */
  private JsonNode aMinuteLater(String region) {
    fleet.time.pass(Duration.ofSeconds(61));
    fleet.nextSlot();
    return fleet.run(region, fleet.message());
  }

  /** Whether the last tick of a region found nothing to do. */
  private boolean idle(String region) {
    return fleet.tick(region).lastLine().path("outcome").asString("").equals("Idle");
  }

  /** The calls of a region's last tick but for those that follow an earlier change of a zone. */
  private JsonNode calls(String region) {
    ObjectNode calls = (ObjectNode) fleet.tick(region).lastLine().path("calls").deepCopy();
    int asked = calls.path("Route53").asInt(0);
    return calls.put("Route53", asked <= 1 + MOST_FOLLOWING ? Math.min(1, asked) : asked);
  }
}
