package io.fairlead.emulators.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.arm.ArmId;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.trafficmanager.Profile;
import io.fairlead.azure.trafficmanager.TrafficManagerDirector;
import io.fairlead.contract.TrafficDirectorContract;
import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Reading;
import io.fairlead.port.TrafficDirector;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.WeightedRecord;
import io.fairlead.wiring.stack.AzureRole;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Profiles of Traffic Manager on the twin, whatever they choose by. */
abstract class ProfilesOnTwin extends TrafficDirectorContract {
  static final Where READ = new Where("", "", "Profiles_Get");
  static final Where WRITE = new Where("", "", "Profiles_CreateOrUpdate");
  static final String NAME = "orders-example";

  OnArm on;
  ResourceId profile;
  TrafficManagerDirector director;

  /** How the profile chooses. */
  abstract Profile.Method method();

  /** The same as the API has it. */
  abstract String routing();

  @BeforeEach
  void makeProfile() throws IOException {
    on = new OnArm();
    profile = profile(NAME, Map.of("team", "gateways"));
    director = director(on.clients, OnArm.FLEET);
  }

  @AfterEach
  void stop() {
    List<String> outside = on.twin.outside();
    SortedSet<String> allowed = actions();
    // Whoever runs doctor asks by his own identity, which no function does.
    allowed.add("Microsoft.Authorization/permissions/read");
    on.close();
    assertThat(allowed).as("what roles allow").containsAll(on.twin.roles().asked());
    assertThat(outside).as("what no published example has").isEmpty();
  }

  /** What the role for zones allows of profiles. */
  private static SortedSet<String> actions() {
    SortedSet<String> role = new TreeSet<>(AzureRole.ZONES.actions());
    role.removeIf(action -> !action.contains("/trafficManagerProfiles/"));
    return role;
  }

  @Test
  void endpoints_that_come_change_and_go_need_the_roles_actions_and_no_others() {
    WeightedRecord west = record("eu-west", 1);
    change(0, 1, create(west), create(record("eu-north", 1)));
    change(1, 2, new RecordChange(west, west.withWeight(0)));
    change(2, 3, new RecordChange(west.withWeight(0), null));

    assertThat(known().epoch()).isEqualTo(3);
    assertThat(known().records()).hasSize(1);
    assertThat(on.twin.roles().asked()).isEqualTo(actions());
  }

  /** As a template leaves a profile: no endpoint, no tag of ours. */
  final ResourceId profile(String name, Map<String, String> tags) {
    return on.put(
        OnArm.id("trafficManagerProfiles/" + name),
        "global",
        """
        {"profileStatus": "Enabled", "trafficRoutingMethod": "%s",
         "dnsConfig": {"relativeName": "%s", "ttl": 30},
         "monitorConfig": {"protocol": "HTTPS", "port": 443, "path": "/fairlead/flag",
           "intervalInSeconds": 10, "timeoutInSeconds": 5, "toleratedNumberOfFailures": 2},
         "endpoints": []}
        """
            .formatted(routing(), name),
        tags);
  }

  final TrafficManagerDirector director(AzureClients clients, String fleet) {
    Profile declared =
        new Profile(
            zone(),
            "eu.orders." + zone(),
            new ArmId(profile.text()),
            method(),
            new Profile.Probe("HTTPS", 443, "/fairlead/flag"));
    return new TrafficManagerDirector(clients, fleet, new TreeMap<>(Map.of(zone(), declared)));
  }

  @Override
  protected final TrafficDirector director() {
    return director;
  }

  @Override
  protected final String zone() {
    return "orders.test";
  }

  @Override
  protected final Instant now() {
    return on.clock.instant();
  }

  /** Whom the profile's name is answered with, in parts. */
  final SortedMap<String, Integer> answers() {
    return on.trafficManager.answers(on.twin.state().find(profile).orElseThrow());
  }

  /** Changes the profile, as a person does. */
  final void edit(java.util.function.Consumer<ObjectNode> properties) {
    on.edit(profile, body -> properties.accept(body.withObjectProperty("properties")));
  }

  /** Changes the properties of an endpoint, as a person does. */
  final void editEndpoint(String name, java.util.function.Consumer<ObjectNode> change) {
    edit(
        properties -> {
          for (JsonNode each : properties.path("endpoints")) {
            if (each.path("name").asString("").equals(name)) {
              change.accept(((ObjectNode) each).withObjectProperty("properties"));
            }
          }
        });
  }

  /** The properties of an endpoint. */
  final JsonNode endpoint(String name) {
    for (JsonNode each : on.body(profile).path("properties").path("endpoints")) {
      if (each.path("name").asString("").equals(name)) {
        return each.path("properties");
      }
    }
    throw new AssertionError("no endpoint " + name);
  }

  /** Why the zone cannot be read, which must be so. */
  final String dark() {
    return switch (read()) {
      case Reading.Unreadable<?>(String why) -> why;
      case Reading.Known<?> known -> throw new AssertionError(known.toString());
    };
  }

  /** Why an order was refused, which must be so. */
  static String refused(ApplyOutcome outcome, boolean again) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            ApplyOutcome.Refused.class, no -> assertThat(no.retryable()).isEqualTo(again));
    return outcome.text();
  }

  final List<String> operations() {
    return on.twin.calls().stream().map(Call::operation).toList();
  }
}
