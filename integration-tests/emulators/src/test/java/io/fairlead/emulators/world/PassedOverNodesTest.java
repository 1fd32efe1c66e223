package io.fairlead.emulators.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cycle.SteerReport;
import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.fleet.AddressId;
import io.fairlead.plan.Decision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/**
 * Three gateways: the first one falls, the second is Up and could not hold the public IP, or would
 * hold it in vain. The address goes to the third, is on nothing no longer than it would be without
 * the second, and whoever plans is told of it.
 */
class PassedOverNodesTest {
  private static final AddressId FRONT = new AddressId("eu-west", "front");
  private static final String REGION = "eu-west";
  private static final int LONGEST = 12;

  private SettledInAzure settled;
  private AwsWorld world;
  private AzureThings things;

  @BeforeEach
  void settle() throws IOException {
    settled = SettledInAzure.of(AwsFleet.Kind.STRICT_OF_THREE, AzureThings.Carriers.NICS, FRONT);
    world = settled.world();
    things = settled.things();
  }

  @AfterEach
  void stop() {
    settled.close();
  }

  @Test
  void an_address_never_leaves_for_a_node_that_could_not_hold_it_and_goes_to_the_next() {
    for (boolean startedAnew : List.of(true, false)) {
      bad()
          .forEach(
              (why, spoil) -> {
                Played played = play(spoil, startedAnew);

                assertThat(played.seen()).as(why).doesNotContain("gw-2").endsWith("gw-3");
                assertThat(played.ticksOnNothing()).as(why).isLessThanOrEqualTo(1);
                assertThat(played.notes()).as(why).anyMatch(note -> note.contains(why));
              });
    }
  }

  @Test
  void where_azure_refuses_to_put_the_address_on_the_next_node_gets_it() {
    Played played =
        play(
            () ->
                things
                    .twin()
                    .faults()
                    .add(PassedOverNodesTest::writesSecond, new Fault.Refused(409, "ScopeLocked")),
            false);

    assertThat(played.seen()).doesNotContain("gw-2").endsWith("gw-3");
    assertThat(played.ticksOnNothing()).isLessThanOrEqualTo(2);
    assertThat(played.notes())
        .anyMatch(note -> note.contains("gw-2 is Up but passed over") && note.contains("lock"));
  }

  private static boolean writesSecond(Call call) {
    return call.method().equals("PUT")
        && call.request().path().endsWith("/networkInterfaces/" + REGION + "-gw-2");
  }

  /** What may be wrong with the second gateway, by what is told of it. */
  private Map<String, Runnable> bad() {
    Map<String, Runnable> bad = new TreeMap<>();
    bad.put(
        "has another public IP, other",
        () -> {
          ResourceId other = publicIp("Standard");
          edit(body -> hold(configuration(body, 0), other));
        });
    bad.put(
        "is of SKU Standard and other on " + REGION + "-gw-2 of Basic",
        () -> {
          ResourceId other = publicIp("Basic");
          edit(
              body -> {
                ((tools.jackson.databind.node.ArrayNode)
                        body.path("properties").path("ipConfigurations"))
                    .addObject()
                    .put("name", "second");
                hold(configuration(body, 1), other);
              });
        });
    bad.put(
        "no rule of network security group shut lets clients in to port 8080",
        () -> {
          ResourceId group = AzureThings.id("networkSecurityGroups/shut");
          ObjectNode shut = group.body().put("location", location());
          shut.putObject("properties").putArray("securityRules");
          things.twin().put(group, shut);
          edit(
              body ->
                  body.withObjectProperty("properties")
                      .putObject("networkSecurityGroup")
                      .put("id", group.text()));
        });
    bad.put(
        "answered 404 ResourceNotFound",
        () -> things.twin().delete(AzureThings.nic(REGION, "gw-2")));
    return bad;
  }

  private ResourceId publicIp(String sku) {
    ResourceId id = AzureThings.id("publicIPAddresses/other");
    ObjectNode body = id.body().put("location", location());
    body.putObject("sku").put("name", sku);
    things.twin().put(id, body);
    return id;
  }

  private String location() {
    return world.fleet().region(REGION).location();
  }

  private void edit(Consumer<ObjectNode> change) {
    things.edit(REGION, "gw-2", change);
  }

  private static ObjectNode configuration(ObjectNode body, int index) {
    return (ObjectNode) body.path("properties").path("ipConfigurations").path(index);
  }

  private static void hold(ObjectNode configuration, ResourceId address) {
    configuration
        .withObjectProperty("properties")
        .putObject("publicIPAddress")
        .put("id", address.text());
  }

  /**
   * How a run went.
   *
   * @param seen where the address was after each tick
   * @param notes of every plan
   */
  private record Played(List<String> seen, List<String> notes) {
    long ticksOnNothing() {
      return seen.stream().filter("nothing"::equals).count();
    }
  }

  /**
   * The first gateway falls.
   *
   * @param startedAnew whether the second one is spoilt while nobody looks; else the function has
   *     looked at it minutes ago, when it was well
   */
  private Played play(Runnable spoil, boolean startedAnew) {
    settled.rewind();
    if (!startedAnew) {
      world.tick();
    }
    spoil.run();
    world.refuses(REGION, "gw-1", true);
    List<String> seen = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (int tick = 0; tick < LONGEST && !seen.contains("gw-3"); tick++) {
      SteerReport report = world.tick();
      String holder = world.holder(FRONT);
      seen.add(holder == null ? "nothing" : holder);
      Decision decision = report.decision();
      if (decision != null) {
        notes.addAll(decision.plan().notes());
      }
    }
    return new Played(seen, notes);
  }
}
