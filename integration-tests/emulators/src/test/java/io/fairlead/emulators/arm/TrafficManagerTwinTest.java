package io.fairlead.emulators.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.emulators.twin.arm.Form;
import io.fairlead.emulators.twin.arm.ResourceId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The twin of Traffic Manager, as any client sees it. */
class TrafficManagerTwinTest {
  private static final String VERSION = "?api-version=2022-04-01";
  private static final String PROFILE =
      """
      {"location": "global", "properties": {
        "profileStatus": "Enabled", "trafficRoutingMethod": "Weighted",
        "dnsConfig": {"relativeName": "orders", "ttl": 35},
        "monitorConfig": {"protocol": "HTTP", "port": 80, "path": "/flag"},
        "endpoints": [{
          "name": "west", "type": "Microsoft.network/TrafficManagerProfiles/ExternalEndpoints",
          "properties": {"target": "west.example.net", "endpointStatus": "Enabled"}}]}}
      """;
  private static final String ENDPOINT =
      """
      {"properties": {"target": "%s", "endpointStatus": "Enabled"}}
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ResourceId profile = OnArm.id("trafficManagerProfiles/orders");
  private OnArm on;

  @BeforeEach
  void start() throws IOException {
    on = new OnArm();
  }

  @AfterEach
  void stop() {
    on.close();
    http.close();
  }

  @Test
  void every_form_names_the_examples_it_follows_and_fits_itself() {
    for (String name :
        List.of("trafficManagerProfiles", "trafficManagerProfiles/externalEndpoints", "deleted")) {
      Form form = Form.named(name);

      assertThat(form.follows()).as(name).isNotEmpty().allMatch(each -> each.contains(".json"));
      assertThat(form.outside(form.body())).as(name).isEmpty();
    }
  }

  @Test
  void a_profile_is_made_at_once_and_filled_in_as_the_examples_have_it() throws Exception {
    HttpResponse<String> made = send("PUT", profile, PROFILE);

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.headers().firstValue("azure-asyncoperation")).isEmpty();
    JsonNode properties = json(made).path("properties");
    assertThat(json(made).has("etag")).isFalse();
    assertThat(properties.has("provisioningState")).isFalse();
    assertThat(properties.path("dnsConfig").path("fqdn").asString())
        .isEqualTo("orders.trafficmanager.net");
    JsonNode monitor = properties.path("monitorConfig");
    assertThat(monitor.path("intervalInSeconds").asInt()).isEqualTo(30);
    assertThat(monitor.path("toleratedNumberOfFailures").asInt()).isEqualTo(3);
    assertThat(monitor.path("timeoutInSeconds").asInt()).isEqualTo(10);
    assertThat(monitor.path("profileMonitorStatus").asString()).isEqualTo("CheckingEndpoints");
    JsonNode endpoint = properties.path("endpoints").path(0);
    assertThat(endpoint.path("id").asString())
        .isEqualTo(profile.text() + "/externalEndpoints/west");
    assertThat(endpoint.path("type").asString())
        .isEqualTo("Microsoft.Network/trafficManagerProfiles/externalEndpoints");
    assertThat(endpoint.path("properties").path("weight").asInt()).isEqualTo(1);
    assertThat(endpoint.path("properties").path("priority").asInt()).isEqualTo(1);
    assertThat(endpoint.path("properties").path("endpointMonitorStatus").asString())
        .isEqualTo("CheckingEndpoint");
    assertThat(send("PUT", profile, PROFILE).statusCode()).isEqualTo(200);
    assertThat(on.twin.outside()).isEmpty();
  }

  @Test
  void conditions_mean_nothing_because_profiles_have_no_etags() throws Exception {
    send("PUT", profile, PROFILE);

    HttpRequest.Builder request = request("PUT", profile, PROFILE).header("If-Match", "W/\"old\"");

    assertThat(http.send(request.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  @Test
  void a_patch_changes_what_it_names_and_a_put_replaces_all() throws Exception {
    send("PUT", profile, PROFILE);

    JsonNode patched =
        json(
            send(
                "PATCH", profile, "{\"properties\": {\"monitorConfig\": {\"path\": \"/other\"}}}"));
    assertThat(patched.path("properties").path("monitorConfig").path("path").asString())
        .isEqualTo("/other");
    assertThat(patched.path("properties").path("endpoints")).hasSize(1);

    ObjectNode bare = (ObjectNode) JsonMapper.shared().readTree(PROFILE);
    bare.withObjectProperty("properties").remove("endpoints");
    JsonNode replaced = json(send("PUT", profile, bare.toString()));
    assertThat(replaced.path("properties").path("endpoints")).isEmpty();
    assertThat(replaced.path("properties").path("endpoints").isArray()).isTrue();
  }

  @Test
  void endpoints_are_parts_of_their_profile_and_of_its_answers() throws Exception {
    send("PUT", profile, PROFILE);
    ResourceId north = profile.child("externalEndpoints", "north");

    HttpResponse<String> made = send("PUT", north, ENDPOINT.formatted("north.example.net"));
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(json(made).path("properties").path("priority").asInt()).isEqualTo(2);
    assertThat(send("PUT", north, ENDPOINT.formatted("n.example.net")).statusCode()).isEqualTo(200);
    JsonNode patched =
        json(send("PATCH", north, "{\"properties\": {\"weight\": 3, \"priority\": 7}}"));
    assertThat(patched.path("properties").path("target").asString()).isEqualTo("n.example.net");
    assertThat(json(send("GET", north, ""))).isEqualTo(patched);
    assertThat(on.trafficManager.answers(on.twin.state().find(profile).orElseThrow()))
        .containsEntry("west.example.net", 1)
        .containsEntry("n.example.net", 3);

    assertThat(send("DELETE", north, "").statusCode()).isEqualTo(200);
    assertThat(send("DELETE", north, "").statusCode()).isEqualTo(204);
    assertThat(send("GET", north, "").statusCode()).isEqualTo(404);
    assertThat(send("DELETE", profile, "").statusCode()).isEqualTo(200);
    assertThat(send("PUT", north, ENDPOINT.formatted("n.example.net")).statusCode()).isEqualTo(404);
    assertThat(on.twin.outside()).isEmpty();
  }

  @Test
  void what_is_in_no_example_is_found() throws Exception {
    String strange = PROFILE.replace("\"ttl\": 35", "\"ttl\": 35, \"colour\": \"green\"");

    assertThat(send("PUT", profile, strange).statusCode()).isEqualTo(400);
    assertThat(on.twin.outside())
        .containsExactly(
            "Profiles_CreateOrUpdate was sent with .properties.dnsConfig.colour is in no example");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"location\": \"global\" | \"location\": \"westeurope\" | location is not 'global'",
        "\"Weighted\" | \"Random\" | trafficRoutingMethod is none",
        "\"port\": 80 | \"port\": 0 | port is not in 1-65535",
        "\"HTTP\" | \"FTP\" | monitorConfig.protocol is none",
        "\"HTTP\" | \"TCP\" | monitorConfig.path does not go with the protocol",
        "\"port\": 80 | \"port\": 80, \"intervalInSeconds\": 20 | is not 10 or 30",
        "\"port\": 80 | \"port\": 80, \"intervalInSeconds\": 10 | timeoutInSeconds is missing",
        "\"port\": 80 | \"port\": 80, \"toleratedNumberOfFailures\": 10 | is not in 0-9",
        "\"endpointStatus\" | \"weight\": 0, \"endpointStatus\" | weight is not in 1-1000",
        "\"endpointStatus\" | \"weight\": 1001, \"endpointStatus\" | weight is not in 1-1000",
        "\"endpointStatus\" | \"priority\": 1001, \"endpointStatus\" | priority is not in 1-1000",
      })
  void what_cannot_be_is_refused(String before, String after, String why) throws Exception {
    HttpResponse<String> answer = send("PUT", profile, PROFILE.replace(before, after));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(why);
    assertThat(on.twin.state().find(profile)).isEmpty();
  }

  @Test
  void one_relative_name_is_one_profiles_and_no_target_or_priority_is_there_twice()
      throws Exception {
    send("PUT", profile, PROFILE);
    ResourceId other = OnArm.id("trafficManagerProfiles/other");
    assertThat(send("PUT", other, PROFILE).statusCode()).isEqualTo(409);

    ResourceId north = profile.child("externalEndpoints", "north");
    assertThat(send("PUT", north, ENDPOINT.formatted("west.example.net")).body())
        .contains("target west.example.net is there twice");
    assertThat(
            send("PUT", north, "{\"properties\": {\"target\": \"n.example.net\", \"priority\": 1}}")
                .body())
        .contains("a priority is there twice");
  }

  private HttpResponse<String> send(String method, ResourceId id, String body) throws Exception {
    return http.send(request(method, id, body).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String method, ResourceId id, String body) {
    return HttpRequest.newBuilder(URI.create(on.twin.endpoint() + id.text() + VERSION))
        .header("Authorization", "Bearer " + OnArm.PRINCIPAL)
        .method(method, BodyPublishers.ofString(body));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }
}
