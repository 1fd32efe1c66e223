package io.fairlead.emulators.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.flag.S3Canary;
import io.fairlead.emulators.lambda.FleetInAws.Kept;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.journal.RegisterState;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.port.Register;
import io.fairlead.wiring.aws.AwsPorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

/** The zip itself with other registers than the regions' own tables, from empty to a move. */
@NeedsParts({Part.MINISTACK, Part.DYNAMODB_LOCAL})
class PackagedRegistersTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MOST_SLOTS = 20;

  private final Map<String, FunctionProcess> ticks = new TreeMap<>();
  private FleetInAws fleet;
  private AwsPorts ports;

  @AfterEach
  void stop() {
    ticks.values().forEach(FunctionProcess::close);
    if (ports != null) {
      ports.close();
    }
    fleet.close();
  }

  @Test
  void a_register_in_a_global_table_is_one_item_and_moves_an_address() throws IOException {
    start(Kept.GLOBAL_TABLE);

    movesAnAddress();

    assertThat(hasItem(FleetInAws.REGISTER)).isTrue();
    assertThat(hasItem(FleetInAws.TABLE)).isFalse();
  }

  @Test
  void a_register_in_three_buckets_moves_an_address_and_findings_and_the_canary_are_told()
      throws IOException {
    start(Kept.BUCKETS);

    movesAnAddress();

    assertThat(hasItem(FleetInAws.TABLE)).isFalse();
    saysWhichFlagsLieInPrivateStores();
    for (String region : FleetInAws.REGIONS) {
      String bucket = FleetInAws.CELLS + fleet.location(region);
      assertThat(
              fleet
                  .clients
                  .s3(fleet.location(region))
                  .listObjectsV2(list -> list.bucket(bucket))
                  .contents())
          .hasSize(1);
    }
    tellsWhatIsAmiss();
  }

  private void start(Kept kept) throws IOException {
    fleet = new FleetInAws(kept);
    ports = new AwsPorts(fleet.topology(), new AwsPorts.Caller(null, "test"), fleet.clients);
    Path task = Zip.unpacked();
    for (String region : FleetInAws.REGIONS) {
      ticks.put(
          region,
          new FunctionProcess(
              new FunctionProcess.Spec(
                  task,
                  "io.fairlead.lambda.TickHandler::handleRequest",
                  fleet.environment(region))));
    }
  }

  private void movesAnAddress() {
    until(() -> fleet.holder("ireland").equals("gw-1") && settled());
    fleet.gateways.kill(FleetInAws.host(1, 1));
    until(() -> fleet.holder("ireland").equals("gw-2") && settled());
  }

  /** An event of its own, because CloudWatch takes metrics of events that are one JSON each. */
  private void saysWhichFlagsLieInPrivateStores() {
    List<JsonNode> lines =
        ticks.get("paris").lines().stream()
            .filter(line -> line.path("kind").asString("").equals("flags"))
            .toList();

    assertThat(lines).isNotEmpty();
    assertThat(lines)
        .allMatch(line -> line.path("store").asString("").equals("paris"))
        .allMatch(line -> line.path("ireland/default").asInt(-1) == 0)
        .allMatch(
            line ->
                line.at("/_aws/CloudWatchMetrics/0/Namespace")
                    .asString("")
                    .equals("Fairlead/Flags"));
  }

  /** A refused move by each tick, the canary by the scheduled run, which makes it anew. */
  private void tellsWhatIsAmiss() {
    fleet
        .twin
        .faults()
        .add(
            new Where("ec2", fleet.location("paris"), "AssociateAddress"),
            new Fault.Refused(403, "UnauthorizedOperation"));
    round();
    assertThat(last("ireland").at("/findings/address~1paris~1front").asString(""))
        .contains("ec2:AssociateAddress", "UnauthorizedOperation");
    fleet.twin.faults().clear();

    JsonNode scheduled = tick("paris", Events.scheduled(Instant.now()));
    assertThat(scheduled.at("/findings/canary~1paris").isMissingNode()).isTrue();
    String bucket = fleet.flagBucket("paris");
    String key = S3Canary.key(FleetInAws.FLEET, "paris");
    var s3 = fleet.clients.s3(fleet.location("paris"));
    assertThat(s3.headObject(head -> head.bucket(bucket).key(key)).eTag()).isNotEmpty();

    s3.deleteObject(gone -> gone.bucket(bucket).key(key));
    s3.deleteBucket(gone -> gone.bucket(bucket));
    JsonNode without = tick("paris", Events.scheduled(Instant.now()));
    assertThat(without.at("/findings/canary~1paris").asString(""))
        .contains("NoSuchBucket", "canary/shop/paris");
  }

  private boolean settled() {
    return ports.register().read(Instant.now().plusSeconds(5))
            instanceof Register.Read.State(_, RegisterState state)
        && state.intents().isEmpty();
  }

  private boolean hasItem(String table) {
    return fleet
        .clients
        .dynamo(fleet.location("ireland"))
        .getItem(
            get ->
                get.tableName(table)
                    .key(Map.of("id", AttributeValue.fromS(FleetInAws.FLEET)))
                    .consistentRead(true))
        .hasItem();
  }

  private JsonNode tick(String region, String event) {
    RuntimeApi.Answer answer = ticks.get(region).call(event, TIMEOUT);
    assertThat(answer.good()).as(answer.body()).isTrue();
    return last(region);
  }

  private JsonNode last(String region) {
    return ticks.get(region).lastLine();
  }

  private void until(BooleanSupplier reached) {
    for (int i = 0; i < MOST_SLOTS; i++) {
      round();
      if (reached.getAsBoolean()) {
        return;
      }
    }
    StringBuilder logs = new StringBuilder();
    ticks.forEach((region, each) -> logs.append(region).append('\n').append(each.lastLine()));
    throw new AssertionError("not reached within " + MOST_SLOTS + " slots\n" + logs);
  }

  /** A slot of all regions, when it begins. */
  private void round() {
    List<FunctionProcess> all = List.copyOf(ticks.values());
    List<CompletableFuture<RuntimeApi.Answer>> answers =
        all.stream().map(each -> each.begin(Events.message(Events.slot()), TIMEOUT)).toList();
    for (int i = 0; i < all.size(); i++) {
      all.get(i).await(answers.get(i));
    }
    Events.awaitNextSlot();
  }
}
