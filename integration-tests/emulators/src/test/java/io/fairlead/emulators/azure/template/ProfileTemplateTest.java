package io.fairlead.emulators.azure.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import io.fairlead.azure.arm.ArmClient;
import io.fairlead.azure.arm.ArmId;
import io.fairlead.azure.client.AzureAccess;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.trafficmanager.TrafficManagerDirector;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.emulators.twin.arm.ArmTwin;
import io.fairlead.emulators.twin.arm.trafficmanager.ProfileService;
import io.fairlead.port.Reading;
import io.fairlead.traffic.RecordSets;
import io.fairlead.wiring.azure.AzurePorts;
import io.fairlead.wiring.stack.AzureStacks;
import io.fairlead.wiring.stack.ProfileStacks;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The template of a profile, with the parameters that {@code fairlead stacks} gives it. */
class ProfileTemplateTest {
  private static final String ZONE = "south.orders.example.com";
  private static final Instant NOW = Instant.parse("2026-03-01T03:00:00Z");

  private ArmTwin twin;
  private AzureClients clients;

  @BeforeEach
  void start() throws IOException {
    TwinClock clock = new TwinClock(NOW);
    twin = new ArmTwin(clock, new ProfileService().kinds());
    AccessToken token =
        new AccessToken("fairlead", OffsetDateTime.of(2100, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC));
    clients =
        new AzureClients(
            new AzureAccess(_ -> Mono.just(token), clock, HttpClient::newBuilder, twin.endpoint()));
  }

  @AfterEach
  void stop() {
    List<String> outside = twin.outside();
    twin.close();
    assertThat(outside).as("what no published example has").isEmpty();
  }

  @Test
  void the_director_reads_what_is_deployed_as_an_empty_profile_that_flags_turn_off()
      throws IOException {
    AzureStacks stacks = stacks(UnaryOperator.identity());
    Deployed profile = deploy(stacks);

    assertThat(profile.properties().path("trafficRoutingMethod").asString()).isEqualTo("Weighted");
    assertThat(profile.properties().at("/monitorConfig/path").asString()).isEqualTo("/flag");
    assertThat(profile.properties().at("/monitorConfig/port").asInt()).isEqualTo(8080);
    assertThat(profile.properties().at("/dnsConfig/ttl").asInt()).isEqualTo(60);
    try (AzurePorts ports = new AzurePorts(stacks.topology(), clients, "test")) {
      TrafficManagerDirector director = ports.trafficManager();
      SortedMap<String, Reading<RecordSets>> read =
          director.zones(new TreeSet<>(List.of(ZONE)), NOW.plusSeconds(5));

      assertThat(read)
          .containsEntry(ZONE, new Reading.Known<>(new RecordSets(ZONE, 0, new TreeMap<>())));
      assertThat(director.findings()).isEmpty();
    }
  }

  @Test
  void a_service_with_an_order_has_a_profile_that_routes_by_priority() throws IOException {
    AzureStacks stacks =
        stacks(
            text ->
                text.replace("routing: partitioned", "routing: active-passive")
                    .replaceFirst(
                        "(?s)    partitions:.*    deployments:",
                        "    name: "
                            + ZONE
                            + "\n    zone: "
                            + ZONE
                            + "\n    demand: 300\n    order: [paris, frankfurt, amsterdam]\n"
                            + "    deployments:"));
    Deployed profile = deploy(stacks);

    assertThat(profile.properties().path("trafficRoutingMethod").asString()).isEqualTo("Priority");
    try (AzurePorts ports = new AzurePorts(stacks.topology(), clients, "test")) {
      TrafficManagerDirector director = ports.trafficManager();
      assertThat(director.zones(new TreeSet<>(List.of(ZONE)), NOW.plusSeconds(5)).get(ZONE))
          .isInstanceOf(Reading.Known.class);
      assertThat(director.findings()).isEmpty();
    }
  }

  /** The starter with one name in a profile. */
  private static AzureStacks stacks(UnaryOperator<String> edit) throws IOException {
    String text =
        Starter.text("zones:\n", "zones:\n  " + ZONE + ": {trafficManager: {" + host() + "}}\n")
            .replace("south: {name: ", "south: {zone: " + ZONE + ", name: ");
    return Starter.stacks(edit.apply(text));
  }

  private static String host() {
    return "subscription: "
        + Starter.SUBSCRIPTION
        + ", resourceGroup: dns, profile: south, protocol: http, port: 8080, path: /flag";
  }

  /** Deploys it as Resource Manager would, by one write. */
  private Deployed deploy(AzureStacks stacks) throws IOException {
    ProfileStacks profiles = new ProfileStacks(stacks.topology());
    assertThat(profiles.all()).containsOnlyKeys(ZONE);
    SequencedMap<String, JsonNode> parameters =
        profiles.parameters(profiles.all().firstEntry().getValue());
    List<Deployed> all =
        ArmTemplate.read("profile.json")
            .deployed(parameters, new Place(Starter.SUBSCRIPTION, "dns", "westeurope"));
    assertThat(all).hasSize(1);
    Deployed profile = all.getFirst();
    ObjectNode body = profile.body().deepCopy();
    body.remove(List.of("type", "apiVersion", "name"));
    assertThat(new ArmClient(clients).put(new ArmId(profile.id()), body, NOW.plusSeconds(5)))
        .isInstanceOf(ArmClient.Answer.Done.class);
    return profile;
  }
}
