package io.fairlead.emulators.azure.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.emulators.azure.Azurite;
import io.fairlead.emulators.lambda.SignedSet;
import io.fairlead.fleet.Cloud;
import io.fairlead.health.Subject;
import io.fairlead.plan.CopyLags;
import io.fairlead.plan.ReplicationLag;
import io.fairlead.port.Lanes;
import io.fairlead.wiring.artifact.Stores;
import io.fairlead.wiring.azure.AzureStores;
import io.fairlead.wiring.cost.CopyCalls;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.topology.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A set that the fleet's service waits for: Amsterdam publishes it, the others get copies. */
final class AppSet {
  private static final String PLACE =
      "{blob: {account: %1$s, container: sets-%2$s, endpoint: \"http://127.0.0.1:%3$d/%1$s\", key: \"${STORAGE_KEY}\"}}";

  private final AppFleet fleet;
  private final SignedSet set;
  private final Stores stores;
  private final String text;
  private final Topology topology;

  /** The set, in containers of the fleet's accounts. */
  AppSet(AppFleet fleet, Path work) throws IOException {
    this.fleet = fleet;
    this.set = new SignedSet(work, fleet.time);
    this.stores =
        new Stores(
            new Opening("test", fleet.time), Lanes.ONE, List.of(new AzureStores(Map.of(), null)));
    AppFleet.REGIONS.forEach(region -> fleet.makeContainer(region, "sets-" + region));
    this.text =
        fleet
                .file()
                .replace("  orders:\n    port", "  orders:\n    replication: [gateway]\n    port")
            + set.section(
                "amsterdam",
                """
                      store: %s
                      maxLag: 40s
                      regions:
                        frankfurt: {into: %s}
                        paris: {into: %s}
                """
                    .formatted(place("amsterdam"), place("frankfurt"), place("paris")));
    this.topology =
        SignedSet.read(text, Map.of("STORAGE_KEY", Azurite.KEY, "TOPIC_KEY", AppFleet.TOPIC_KEY));
  }

  private String place(String region) {
    return PLACE.formatted(fleet.account(region), region, fleet.tap.port());
  }

  /** Lets the fleet run by the topology that has it; copies come when this test brings them. */
  void declare(Front front) throws IOException {
    AppFleet.REGIONS.forEach(region -> fleet.timers.stop(fleet.app(region), "replicate"));
    AppFleet.REGIONS.forEach(region -> fleet.publish(region, text));
    fleet.time.pass(Duration.ofSeconds(61));
    fleet.slots(2);
    var activated = front.post("operate", Front.KEY, "{\"verb\":\"activate\"}");
    assertThat(activated.statusCode()).as(activated.body()).isEqualTo(200);
    fleet.slots(1);
  }

  /** Every region has the first version, and says so. */
  void isInStepEverywhere() throws IOException {
    set.publish(topology, stores, "orders 1");
    set.bring(topology, stores, "frankfurt");
    set.bring(topology, stores, "paris");
    fleet.slots(2);
    for (String region : List.of("frankfurt", "paris")) {
      assertThat(lag(region).text()).isEqualTo("its copy of gateway is in step, at version 1");
    }
  }

  /** A slot in which every region looks makes the reads that the bill has. */
  void isLookedAtAsBilled() {
    fleet.tap.forgetCalls();
    fleet.slots(1);
    assertThat(fleet.tap.calls())
        .filteredOn(call -> call.path().contains("/sets/gateway/"))
        .hasSize(
            AppFleet.REGIONS.stream()
                .mapToInt(each -> CopyCalls.ofLook(topology, each, Cloud.AZURE))
                .sum());
  }

  /** A version that paris does not get, for longer than its bound. */
  void goesOnWithoutParis() throws IOException {
    set.publish(topology, stores, "orders 2");
    set.bring(topology, stores, "frankfurt");
    fleet.slots(6);
    assertThat(lag("frankfurt").isBeyond()).as(lag("frankfurt").text()).isFalse();
    assertThat(lag("paris").isBeyond()).as(lag("paris").text()).isTrue();
    assertThat(lag("paris").text()).contains("at version 1 of 2: 1 object, 8 B");
  }

  /** How far a region's copy is, as every tick judges it by the entries. */
  ReplicationLag lag(String region) {
    return Objects.requireNonNull(
            CopyLags.of(topology.fleet(), fleet.entries(), fleet.time.instant())
                .get(new Subject.OfDeployment("orders", region)))
        .getFirst();
  }
}
