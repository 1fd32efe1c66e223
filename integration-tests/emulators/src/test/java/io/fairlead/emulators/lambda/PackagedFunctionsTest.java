package io.fairlead.emulators.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.journal.RegisterState;
import io.fairlead.port.Register;
import io.fairlead.wiring.aws.AwsPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The zip itself, three regions of it, under the real runtime interface client. The fleet lasts for
 * all cases, as it would; each brings back what it broke.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Isolated("its functions have slots of three seconds")
class PackagedFunctionsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MOST_SLOTS = 20;

  /** Of the zone's last change it is asked how far it is, and which servers the zone has. */
  private static final int MOST_FOLLOWING = 2;

  private static final Predicate<Call> ASSOCIATE =
      new Where("ec2", "", "AssociateAddress")
          .and(call -> !call.parameter("DryRun").equals("true"));

  private final Map<String, FunctionProcess> ticks = new TreeMap<>();
  private FleetInAws fleet;
  private AwsPorts ports;
  private Path task;

  @BeforeAll
  void start() throws IOException {
    fleet = new FleetInAws();
    task = Zip.unpacked();
    for (String region : FleetInAws.REGIONS) {
      ticks.put(region, function("io.fairlead.lambda.TickHandler::handleRequest", region));
    }
    ports = new AwsPorts(fleet.topology(), new AwsPorts.Caller(null, "test"), fleet.clients);
  }

  @AfterAll
  void stop() {
    ticks.values().forEach(FunctionProcess::close);
    ports.close();
    fleet.close();
  }

  @BeforeEach
  void nothingGoesWrong() {
    fleet.twin.faults().clear();
  }

  private FunctionProcess function(String handler, String region) throws IOException {
    return new FunctionProcess(new FunctionProcess.Spec(task, handler, fleet.environment(region)));
  }

  @Test
  @Order(1)
  void the_first_ticks_adopt_the_topology_attach_the_addresses_and_make_the_records()
      throws IOException {
    until(() -> fleet.holder("paris").equals("gw-1") && fleet.weights().size() == 3);

    assertThat(FleetInAws.REGIONS).allMatch(region -> fleet.holder(region).equals("gw-1"));
    assertThat(fleet.weights()).containsEntry("ireland", 127L).containsEntry("frankfurt", 77L);
    assertThat(state().intents()).isEmpty();
  }

  @Test
  @Order(2)
  void a_dead_gateway_loses_its_address_to_the_other_by_one_mutating_call() {
    fleet.twin.forgetCalls();
    fleet.gateways.kill(FleetInAws.host(1, 1));

    until(() -> fleet.holder("ireland").equals("gw-2") && state().intents().isEmpty());

    assertThat(moves()).hasSize(1);
    assertThat(state().history()).anyMatch(line -> line.text().contains("gw-2"));
  }

  @Test
  @Order(3)
  void a_scheduled_run_queues_the_slots_of_the_next_110_s_and_ticks() {
    JsonNode line = tick("ireland", Events.scheduled(Instant.now()));

    assertThat(line.path("queued").asInt()).isBetween(36, 37);
    assertThat(line.path("outcome").asString("")).isNotEqualTo("Failed");
    List<String> bodies = new ArrayList<>();
    await(
        () -> {
          fleet
              .clients
              .sqs(fleet.location("ireland"))
              .receiveMessage(ask -> ask.queueUrl(fleet.queue("ireland")).maxNumberOfMessages(10))
              .messages()
              .forEach(message -> bodies.add(message.body()));
          return !bodies.isEmpty();
        });
    JsonNode again = tick("ireland", Events.message(bodies.getFirst()));
    assertThat(again.path("source").asString("")).isEqualTo("queue");
    assertThat(again.has("queued")).isFalse();
  }

  @Test
  @Order(4)
  void a_doubled_message_exits_at_once_and_touches_nothing() {
    String message = Events.message(Events.slot());
    tick("frankfurt", message);
    fleet.twin.forgetCalls();

    JsonNode line = tick("frankfurt", message);

    assertThat(line.path("outcome").asString("")).isEqualTo("Done");
    assertThat(fleet.twin.calls()).isEmpty();
  }

  @Test
  @Order(5)
  void a_message_or_an_event_that_comes_more_than_90_s_late_is_dropped() {
    Instant late = Instant.now().minusSeconds(95);
    fleet.twin.forgetCalls();

    for (String event :
        List.of(Events.scheduled(late), Events.message(Events.body(late.toEpochMilli())))) {
      assertThat(tick("paris", event).path("outcome").asString("")).isEqualTo("Dropped");
    }
    assertThat(fleet.twin.calls()).isEmpty();
  }

  @Test
  @Order(6)
  void a_function_killed_in_the_middle_of_a_move_leaves_it_to_the_next_run() throws Exception {
    fleet.gateways.node(FleetInAws.host(1, 1), fleet.networkInterface("ireland", 1));
    rounds(3);
    fleet.twin.faults().add(ASSOCIATE, new Fault.Slow(Duration.ofSeconds(1)));
    fleet.twin.forgetCalls();
    fleet.gateways.kill(FleetInAws.host(1, 2));

    List<CompletableFuture<RuntimeApi.Answer>> begun = new ArrayList<>();
    until(
        () -> !moves().isEmpty(),
        () -> {
          ticks
              .values()
              .forEach(each -> begun.add(each.begin(Events.message(Events.slot()), TIMEOUT)));
          while (moves().isEmpty() && !begun.stream().allMatch(CompletableFuture::isDone)) {
            LockSupport.parkNanos(5_000_000);
          }
        });
    for (FunctionProcess each : ticks.values()) {
      each.restart();
    }
    fleet.twin.faults().clear();

    until(() -> fleet.holder("ireland").equals("gw-1") && state().intents().isEmpty());
    assertThat(moves().size()).isBetween(1, 2);
  }

  @Test
  @Order(7)
  void a_function_frozen_for_longer_than_freshness_does_not_take_what_it_saw_for_news()
      throws Exception {
    fleet.gateways.node(FleetInAws.host(1, 2), fleet.networkInterface("ireland", 2));
    rounds(3);
    ticks.get("ireland").freeze();
    CompletableFuture<RuntimeApi.Answer> kept =
        ticks.get("ireland").begin(Events.message(Events.slot()), TIMEOUT);
    fleet.twin.forgetCalls();
    Instant thaw = Instant.now().plusSeconds(18);
    until(() -> Instant.now().isAfter(thaw), () -> others("ireland"));

    ticks.get("ireland").thaw();
    ticks.get("ireland").await(kept);
    rounds(2);

    assertThat(moves()).isEmpty();
    assertThat(fleet.holder("ireland")).isEqualTo("gw-1");
    assertThat(state().intents()).isEmpty();
  }

  @Test
  @Order(8)
  void without_time_left_a_run_says_so_and_touches_nothing() {
    fleet.twin.forgetCalls();

    ticks.get("paris").call(Events.message(Events.slot()), Duration.ofMillis(1200));

    assertThat(moves()).isEmpty();
    assertThat(changes()).isEmpty();
    assertThat(ticks.get("paris").lastLine().path("kind").asString("")).isEqualTo("tick");
  }

  @Test
  @Order(9)
  void without_its_queue_the_schedule_alone_ticks_and_says_why() {
    for (String region : FleetInAws.REGIONS) {
      fleet
          .clients
          .sqs(fleet.location(region))
          .deleteQueue(queue -> queue.queueUrl(fleet.queue(region)));
    }

    JsonNode line = tick("paris", Events.scheduled(Instant.now()));

    assertThat(line.path("queued").asInt()).isZero();
    assertThat(line.path("queueTrouble").asString("")).contains("sqs:SendMessage");
    assertThat(line.path("Outcome").asInt()).isEqualTo(1);
  }

  @Test
  @Order(10)
  void an_operators_drain_takes_a_region_out_by_weight_and_undrain_brings_it_back()
      throws IOException {
    try (FunctionProcess operate =
        function("io.fairlead.lambda.OperateHandler::handleRequest", "frankfurt")) {
      RuntimeApi.Answer answer =
          operate.call(
              "{\"verb\":\"drain\",\"subject\":\"region/paris\",\"reason\":\"a"
                  + " test\",\"by\":\"anna\"}",
              TIMEOUT);
      assertThat(answer.body()).contains("\"outcome\":\"DONE\"", "journaled");
      until(() -> fleet.weights().get("paris") == 0);

      RuntimeApi.Answer wrong = operate.call("{\"verb\":\"evacuate\"}", TIMEOUT);
      assertThat(wrong.body()).contains("'verb' is one of activate, drain");

      operate.call("{\"verb\":\"undrain\",\"subject\":\"region/paris\"}", TIMEOUT);
      rounds(2);
      operate.call("{\"verb\":\"failback\",\"subject\":\"region/paris\"}", TIMEOUT);
      until(() -> fleet.weights().get("paris") > 0);
    }
    assertThat(state().history()).anyMatch(line -> line.by().equals("anna"));
  }

  @Test
  @Order(11)
  void replicate_says_that_there_is_nothing_to_replicate() throws IOException {
    try (FunctionProcess replicate =
        function("io.fairlead.lambda.ReplicateHandler::handleRequest", "paris")) {
      assertThat(replicate.call("{}", TIMEOUT).body())
          .contains("the topology declares no replication: nothing is copied");
    }
  }

  @Test
  @Order(12)
  void every_tick_logs_one_line_with_its_topology_and_at_most_five_metrics() {
    assertThat(ticks.get("frankfurt").measuring()).isNotEmpty();
    for (JsonNode line : ticks.get("frankfurt").measuring()) {
      JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");
      assertThat(directive.path("Metrics").size()).as("metrics of %s", line).isBetween(1, 5);
      assertThat(directive.path("Namespace").asString("")).isEqualTo("Fairlead");
      assertThat(line.path("topology").asString("")).hasSize(64);
    }
  }

  @Test
  @Order(13)
  void an_idle_tick_makes_the_same_calls_whatever_is_down() throws IOException {
    var billed = IdleBill.of(fleet.topology());
    until(() -> idle("frankfurt") && IdleBill.counted(calls("frankfurt")).equals(billed));
    JsonNode allUp = calls("frankfurt");
    fleet.gateways.kill(FleetInAws.host(1, 1));
    fleet.gateways.kill(FleetInAws.host(1, 2));
    until(() -> fleet.weights().get("ireland") == 0);

    until(() -> idle("frankfurt") && calls("frankfurt").equals(allUp));

    Files.createDirectories(Path.of("target/benchmarks"));
    Files.writeString(
        Path.of("target/benchmarks/idle-tick.json"),
        "{\"benchmark\":\"idle-tick\",\"regions\":3,\"calls\":" + allUp + "}\n");
    System.out.println("idle tick of one of three regions, calls by service: " + allUp);
  }

  /** Whether the last tick of a region found nothing to do. */
  private boolean idle(String region) {
    return ticks.get(region).lastLine().path("outcome").asString("").equals("Idle");
  }

  /** The calls of a region's last tick but for those that follow an earlier change of a zone. */
  private JsonNode calls(String region) {
    ObjectNode calls = (ObjectNode) ticks.get(region).lastLine().path("calls").deepCopy();
    int asked = calls.path("Route53").asInt(0);
    return calls.put("Route53", asked <= 1 + MOST_FOLLOWING ? Math.min(1, asked) : asked);
  }

  private List<Call> moves() {
    return fleet.twin.calls().stream().filter(ASSOCIATE).toList();
  }

  private List<Call> changes() {
    return fleet.twin.calls().stream()
        .filter(call -> call.operation().equals("ChangeResourceRecordSets"))
        .toList();
  }

  private RegisterState state() {
    return switch (ports.register().read(Instant.now().plusSeconds(5))) {
      case Register.Read.State(_, RegisterState state) -> state;
      case Register.Read.Empty _, Register.Read.Unreachable _ ->
          throw new AssertionError("the register cannot be read");
    };
  }

  /** One invocation; the line that it logged. */
  private JsonNode tick(String region, String event) {
    RuntimeApi.Answer answer = ticks.get(region).call(event, TIMEOUT);
    assertThat(answer.good()).as(answer.body()).isTrue();
    return ticks.get(region).lastLine();
  }

  private void others(String than) {
    ticks.forEach(
        (region, each) -> {
          if (!region.equals(than)) {
            each.await(each.begin(Events.message(Events.slot()), TIMEOUT));
          }
        });
    Events.awaitNextSlot();
  }

  /** Slots of all regions, each when it begins. */
  private void rounds(int slots) {
    for (int i = 0; i < slots; i++) {
      round();
    }
  }

  private void round() {
    List<CompletableFuture<RuntimeApi.Answer>> answers =
        ticks.values().stream()
            .map(each -> each.begin(Events.message(Events.slot()), TIMEOUT))
            .toList();
    List<FunctionProcess> all = List.copyOf(ticks.values());
    for (int i = 0; i < all.size(); i++) {
      all.get(i).await(answers.get(i));
    }
    Events.awaitNextSlot();
  }

  private void until(BooleanSupplier reached) {
    until(reached, this::round);
  }

  private void until(BooleanSupplier reached, Runnable step) {
    for (int i = 0; i < MOST_SLOTS; i++) {
      step.run();
      if (reached.getAsBoolean()) {
        return;
      }
    }
    StringBuilder logs = new StringBuilder();
    ticks.forEach((region, each) -> logs.append(region).append('\n').append(tail(each)));
    throw new AssertionError("not reached within " + MOST_SLOTS + " slots\n" + logs);
  }

  private static String tail(FunctionProcess process) {
    String output = process.output();
    return output.substring(Math.max(0, output.length() - 1500));
  }

  private static void await(BooleanSupplier reached) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not reached within 60 s");
      }
      LockSupport.parkNanos(50_000_000);
    }
  }
}
