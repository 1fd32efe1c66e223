package io.fairlead.emulators.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.emulators.lambda.FleetInAws.Kept;
import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.fleet.Cloud;
import io.fairlead.health.CopyPosition;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.port.Lanes;
import io.fairlead.wiring.artifact.Stores;
import io.fairlead.wiring.aws.AwsStores;
import io.fairlead.wiring.cost.CopyCalls;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.topology.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged ticks of AWS tell how far the copies of a set are that a service needs: Ireland
 * publishes it, Frankfurt keeps up, Paris stays behind. The fleet lasts for all cases.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@NeedsParts({Part.MINISTACK, Part.FAKETIME})
class PackagedLagTest {
  private static final String STORE = "shop-artifacts";
  private static final String COPIES = "shop-copies-";
  private static final Predicate<Call> LOOKS =
      call -> call.path().startsWith("/" + STORE) || call.path().startsWith("/" + COPIES);

  /** Beyond its bound of 40 s. */
  private static final int SLOTS_BEHIND = 6;

  @TempDir private static Path work;

  private PackagedFleet fleet;
  private SignedSet set;
  private Topology topology;
  private Stores stores;

  @BeforeAll
  void start() throws IOException {
    fleet = new PackagedFleet(Kept.TABLES);
    set = new SignedSet(work, fleet.time);
    String text = text();
    topology = SignedSet.read(text, Map.of());
    make("ireland", STORE);
    make("frankfurt", COPIES + "frankfurt");
    make("paris", COPIES + "paris");
    FleetInAws.REGIONS.forEach(region -> fleet.aws.publish(region, text));
    stores =
        new Stores(
            new Opening("test", fleet.time),
            Lanes.ONE,
            List.of(new AwsStores(fleet.aws.clients.access())));
    set.publish(topology, stores, "orders 1");
    set.bring(topology, stores, "frankfurt");
    set.bring(topology, stores, "paris");
  }

  private void make(String region, String bucket) {
    String location = fleet.aws.location(region);
    fleet
        .aws
        .clients
        .s3(location)
        .createBucket(
            make ->
                make.bucket(bucket)
                    .createBucketConfiguration(at -> at.locationConstraint(location)));
  }

  private String text() {
    return fleet
            .aws
            .topologyText()
            .replace(
                "    port: 18080\n    routing",
                "    replication: [gateway]\n    port: 18080\n    routing")
        + set.section(
            "ireland",
            """
                  store: {s3: {bucket: shop-artifacts, location: eu-west-1, prefix: fleet}}
                  maxLag: 40s
                  regions:
                    frankfurt: {into: {s3: {bucket: shop-copies-frankfurt, location: eu-central-1}}}
                    paris: {into: {s3: {bucket: shop-copies-paris, location: eu-west-3}}}
            """);
  }

  @AfterAll
  void stop() throws IOException {
    fleet.close();
  }

  @Test
  @Order(1)
  void every_region_tells_what_it_has_and_what_its_master_published() {
    fleet.settle();
    fleet.rounds(2);

    for (String region : FleetInAws.REGIONS) {
      CopyPosition position = position(region);
      assertThat(position.seen().version()).as(region).isEqualTo(1);
      assertThat(position.seen().isInStep()).as(region).isTrue();
    }
  }

  @Test
  @Order(2)
  void a_look_is_so_many_reads_as_the_bill_has() {
    fleet.round();
    fleet.aws.twin.forgetCalls();

    fleet.round();

    for (String region : FleetInAws.REGIONS) {
      assertThat(
              fleet.aws.twin.calls().stream()
                  .filter(LOOKS.and(call -> call.path().contains("sets/gateway")))
                  .filter(LOOKS))
          .hasSize(
              FleetInAws.REGIONS.stream()
                  .mapToInt(each -> CopyCalls.ofLook(topology, each, Cloud.AWS))
                  .sum());
      assertThat(fleet.tick(region).lastLine().path("findings").has("copy/gateway")).isFalse();
    }
  }

  @Test
  @Order(3)
  void with_its_master_dark_a_copy_in_step_takes_over_and_one_that_was_behind_does_not()
      throws IOException {
    set.publish(topology, stores, "orders 2");
    set.bring(topology, stores, "frankfurt");
    fleet.rounds(SLOTS_BEHIND);
    long before = share("paris");
    fleet.aws.kill("ireland", 1);
    fleet.aws.kill("ireland", 2);
    fleet
        .aws
        .twin
        .faults()
        .add(new Where("s3", "eu-west-1", ""), new Fault.Refused(503, "SlowDown"));
    List<String> others = PackagedFleet.others("ireland");

    fleet.until(
        () -> fleet.aws.weights().get("ireland") == 0 && fleet.isAtRest(),
        () -> fleet.round(others));
    for (int i = 0; i < SLOTS_BEHIND; i++) {
      fleet.round(others);
    }

    assertThat(position("paris").seen().version()).isEqualTo(1);
    assertThat(position("paris").seen().head()).isEqualTo(2);
    assertThat(position("frankfurt").seen().isInStep()).isTrue();
    assertThat(before).isEqualTo(20);
    assertThat(share("frankfurt")).isEqualTo(80);
    assertThat(share("paris")).isEqualTo(20);
    assertThat(fleet.tick("paris").lastLine().path("findings").path("copy/gateway").asString(""))
        .startsWith("the store: s3:GetObject on s3://shop-artifacts/fleet");
  }

  private CopyPosition position(String region) {
    return Objects.requireNonNull(fleet.entries().get(region).copy("gateway"), region);
  }

  /** Percent of the traffic, by the weights in DNS. */
  private long share(String region) {
    Map<String, Long> weights = fleet.aws.weights();
    long all = weights.values().stream().mapToLong(Long::longValue).sum();
    return Math.round(100.0 * weights.getOrDefault(region, 0L) / all);
  }
}
