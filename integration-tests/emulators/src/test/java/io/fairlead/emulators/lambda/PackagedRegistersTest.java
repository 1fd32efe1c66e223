package io.fairlead.emulators.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.flag.S3Canary;
import io.fairlead.emulators.lambda.FleetInAws.Kept;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

/** The zip itself with other registers than the regions' own tables, from empty to a move. */
@NeedsParts({Part.MINISTACK, Part.DYNAMODB_LOCAL, Part.FAKETIME})
class PackagedRegistersTest {
  private PackagedFleet fleet;

  @AfterEach
  void stop() throws IOException {
    fleet.close();
  }

  @Test
  void a_register_in_a_global_table_is_one_item_and_moves_an_address() throws IOException {
    fleet = new PackagedFleet(Kept.GLOBAL_TABLE);

    movesAnAddress();

    assertThat(hasItem(FleetInAws.REGISTER)).isTrue();
    assertThat(hasItem(FleetInAws.TABLE)).isFalse();
  }

  @Test
  void a_register_in_three_buckets_moves_an_address_and_findings_and_the_canary_are_told()
      throws IOException {
    fleet = new PackagedFleet(Kept.BUCKETS);

    movesAnAddress();

    assertThat(hasItem(FleetInAws.TABLE)).isFalse();
    saysWhichFlagsLieInPrivateStores();
    for (String region : FleetInAws.REGIONS) {
      String bucket = FleetInAws.CELLS + fleet.aws.location(region);
      assertThat(
              fleet
                  .aws
                  .clients
                  .s3(fleet.aws.location(region))
                  .listObjectsV2(list -> list.bucket(bucket))
                  .contents())
          .hasSize(1);
    }
    tellsWhatIsAmiss();
  }

  private void movesAnAddress() {
    fleet.settle();
    assertThat(fleet.aws.holder("ireland")).isEqualTo("gw-1");
    fleet.aws.kill("ireland", 1);
    fleet.until(() -> fleet.aws.holder("ireland").equals("gw-2") && fleet.isAtRest());
  }

  /** An event of its own, because CloudWatch takes metrics of events that are one JSON each. */
  private void saysWhichFlagsLieInPrivateStores() {
    List<JsonNode> lines =
        fleet.tick("paris").lines().stream()
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
        .aws
        .twin
        .faults()
        .add(
            new Where("ec2", fleet.aws.location("paris"), "AssociateAddress"),
            new Fault.Refused(403, "UnauthorizedOperation"));
    fleet.round();
    assertThat(fleet.tick("ireland").lastLine().at("/findings/address~1paris~1front").asString(""))
        .contains("ec2:AssociateAddress", "UnauthorizedOperation");
    fleet.aws.twin.faults().clear();

    JsonNode scheduled = fleet.run("paris", Events.scheduled(fleet.time.instant()));
    assertThat(scheduled.at("/findings/canary~1paris").isMissingNode()).isTrue();
    String bucket = fleet.aws.flagBucket("paris");
    String key = S3Canary.key(FleetInAws.FLEET, "paris");
    var s3 = fleet.aws.clients.s3(fleet.aws.location("paris"));
    assertThat(s3.headObject(head -> head.bucket(bucket).key(key)).eTag()).isNotEmpty();

    s3.deleteObject(gone -> gone.bucket(bucket).key(key));
    s3.deleteBucket(gone -> gone.bucket(bucket));
    JsonNode without = fleet.run("paris", Events.scheduled(fleet.time.instant()));
    assertThat(without.at("/findings/canary~1paris").asString(""))
        .contains("NoSuchBucket", "canary/shop/paris");
  }

  private boolean hasItem(String table) {
    return fleet
        .aws
        .clients
        .dynamo(fleet.aws.location("ireland"))
        .getItem(
            get ->
                get.tableName(table)
                    .key(Map.of("id", AttributeValue.fromS(FleetInAws.FLEET)))
                    .consistentRead(true))
        .hasItem();
  }
}
