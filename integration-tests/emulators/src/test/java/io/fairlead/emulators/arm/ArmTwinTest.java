package io.fairlead.emulators.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.emulators.twin.arm.Examples;
import io.fairlead.emulators.twin.arm.Form;
import io.fairlead.emulators.twin.arm.ResourceId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The twin of Azure Resource Manager, as any client sees it. */
class ArmTwinTest {
  private static final String VERSION = "?api-version=2025-03-01";

  private final HttpClient http = HttpClient.newHttpClient();
  private OnArm on;
  private ResourceId nic;

  @BeforeEach
  void start() throws IOException {
    on = new OnArm();
    nic = on.nic("gw-1-nic", "10.1.1.11");
  }

  @AfterEach
  void stop() {
    on.close();
    http.close();
  }

  @Test
  void every_form_names_the_examples_it_follows_and_fits_itself() {
    for (String name :
        List.of(
            "publicIPAddresses",
            "networkInterfaces",
            "loadBalancers",
            "networkSecurityGroups",
            "virtualNetworks/subnets",
            "dnsZones",
            "dnsZones/A",
            "dnsZones/AAAA",
            "dnsZones/CNAME",
            "dnsZones/TXT",
            "dnsZones/recordsets",
            "permissions",
            "roleAssignments",
            "roleDefinitions",
            "sites",
            "userAssignedIdentities",
            "operation",
            "error")) {
      Form form = Form.named(name);

      assertThat(form.follows()).as(name).isNotEmpty().allMatch(each -> each.contains(".json"));
      assertThat(form.outside(form.body())).as(name).isEmpty();
      assertThat(form.exchanges()).as(name).isNotEmpty();
      form.exchanges()
          .forEach(
              (operation, exchange) -> {
                String of = name + " " + operation;
                assertThat(form.follows())
                    .as(of)
                    .anyMatch(each -> each.startsWith(exchange.example()));
                assertThat(exchange.statuses()).as(of).isNotEmpty();
                assertThat(exchange.answered())
                    .as(of)
                    .allMatch(field -> form.lacks(List.of(field)).isEmpty());
                assertThat(exchange.sent())
                    .as(of)
                    .allMatch(field -> form.lacks(List.of(field)).isEmpty());
              });
    }
  }

  @Test
  void what_is_in_no_example_is_found_in_answers_and_in_requests() throws Exception {
    on.edit(nic, body -> body.withObjectProperty("properties").put("colour", "green"));

    HttpResponse<String> read = send("GET", nic.text() + VERSION, "", Map.of());

    assertThat(read.statusCode()).isEqualTo(500);
    assertThat(on.twin.outside())
        .containsExactly("networkInterfaces was answered with .properties.colour is in no example");

    assertThat(send("PUT", nic.text() + VERSION, "{\"location\": 7}", Map.of()).statusCode())
        .isEqualTo(400);
    assertThat(on.twin.outside().getLast())
        .isEqualTo(
            "NetworkInterfaces_CreateOrUpdate was sent with .location is NUMBER, in the examples"
                + " STRING");
  }

  @Test
  void what_every_example_has_and_an_answer_or_a_request_lacks_is_found() throws Exception {
    on.edit(nic, body -> body.remove("location"));

    assertThat(get().statusCode()).isEqualTo(500);
    assertThat(on.twin.outside())
        .containsExactly(
            "NetworkInterfaces_Get was answered without .location, which the examples have");

    String nameless =
        "{\"location\": \"westeurope\", \"properties\": {\"ipConfigurations\": [{}]}}";
    assertThat(send("PUT", nic.text() + VERSION, nameless, Map.of()).statusCode()).isEqualTo(400);
    assertThat(on.twin.outside().getLast())
        .isEqualTo(
            "NetworkInterfaces_CreateOrUpdate was sent without .properties.ipConfigurations[].name,"
                + " which the examples have");
  }

  @Test
  void a_status_and_a_header_that_no_example_has_are_found() {
    Examples examples = new Examples();
    ObjectNode body = on.twin.state().find(nic).orElseThrow().body();

    assertThat(
            examples.answered(
                "Operations_Get", "operation", new Examples.Answer(204, new TreeMap<>(), null)))
        .hasValue("204, in the examples [200, 202]");
    assertThat(
            examples.answered(
                "NetworkInterfaces_Get",
                "networkInterfaces",
                new Examples.Answer(200, new TreeMap<>(Map.of("Azure-AsyncOperation", "x")), body)))
        .hasValue("with header Azure-AsyncOperation, which is in no example");
    assertThat(
            examples.answered(
                "NetworkInterfaces_Delete",
                "networkInterfaces",
                new Examples.Answer(200, new TreeMap<>(), null)))
        .hasValue("and no form has it");
    assertThat(examples.refused(new Examples.Answer(418, new TreeMap<>(), null)))
        .hasValueSatisfying(why -> assertThat(why).startsWith("418, in the examples [400, "));
    assertThat(examples.outside()).hasSize(4);
  }

  @Test
  void a_write_goes_on_after_its_answer_and_its_operation_tells_when_it_has_ended()
      throws Exception {
    HttpResponse<String> put = put(body());

    assertThat(put.statusCode()).isEqualTo(200);
    assertThat(state(put)).isEqualTo("Updating");
    assertThat(put.headers().firstValue("retry-after")).hasValue("4");
    String operation = put.headers().firstValue("azure-asyncoperation").orElseThrow();
    assertThat(operation).contains("/locations/westeurope/operations/");
    assertThat(status(operation)).isEqualTo("InProgress");
    assertThat(read(operation.replace("/operations/", "/operationResults/")).statusCode())
        .isEqualTo(202);

    on.clock.pass(OnArm.DONE);
    assertThat(status(operation)).isEqualTo("Succeeded");
    assertThat(state(get())).isEqualTo("Succeeded");
    assertThat(json(get()).path("etag")).isNotEqualTo(json(put).path("etag"));
  }

  @Test
  void work_that_fails_says_so_in_its_operation_and_in_the_resource() throws Exception {
    on.twin.failNext("InternalServerError");
    String operation = put(body()).headers().firstValue("azure-asyncoperation").orElseThrow();
    on.clock.pass(OnArm.DONE);

    assertThat(status(operation)).isEqualTo("Failed");
    assertThat(json(read(operation)).path("error").path("code").asString())
        .isEqualTo("InternalServerError");
    assertThat(state(get())).isEqualTo("Failed");
  }

  @Test
  void an_etag_that_is_not_the_resources_is_refused() throws Exception {
    String etag = json(get()).path("etag").asString();

    assertThat(put(body(), Map.of("If-Match", "W/\"old\"")).statusCode()).isEqualTo(412);
    assertThat(put(body(), Map.of("If-None-Match", "*")).statusCode()).isEqualTo(412);
    assertThat(put(body(), Map.of("If-Match", etag)).statusCode()).isEqualTo(200);
    assertThat(error(put(body(), Map.of("If-Match", etag)))).isEqualTo("PreconditionFailed");
  }

  @Test
  void a_resource_that_is_worked_on_takes_no_write_and_tells_when_it_will() throws Exception {
    put(body());

    HttpResponse<String> again = put(body());

    assertThat(again.statusCode()).isEqualTo(429);
    assertThat(again.headers().firstValue("retry-after")).hasValue("5");
    assertThat(error(again)).isEqualTo("RetryableError");
    assertThat(json(again).path("error").path("details").path(0).path("code").asString())
        .isEqualTo("RetryableErrorDueToAnotherOperation");
  }

  @Test
  void writes_are_counted_by_principal_and_fill_up_by_the_second() throws Exception {
    on.twin.leaveWrites(OnArm.PRINCIPAL, OnArm.SUBSCRIPTION, OnArm.LOCATION, 1);
    assertThat(put(body()).headers().firstValue("x-ms-ratelimit-remaining-subscription-writes"))
        .hasValue("0");
    HttpResponse<String> none = put(body());
    assertThat(none.statusCode()).isEqualTo(429);
    assertThat(error(none)).isEqualTo("SubscriptionRequestsThrottled");
    assertThat(get().headers().firstValue("x-ms-ratelimit-remaining-subscription-reads"))
        .hasValue("249");

    on.clock.pass(Duration.ofSeconds(30));
    assertThat(put(body()).headers().firstValue("x-ms-ratelimit-remaining-subscription-writes"))
        .hasValue("199");
  }

  @Test
  void faults_are_by_subscription_location_and_operation_and_reads_may_be_old() throws Exception {
    on.clock.pass(Duration.ofMinutes(1));
    on.edit(nic, body -> body.withObjectProperty("tags").put("team", "new"));
    on.twin
        .faults()
        .add(
            new Where("Microsoft.Network", "westeurope", "NetworkInterfaces_Get")
                .and(call -> call.account().equals(OnArm.SUBSCRIPTION)),
            new Fault.Stale(Duration.ofSeconds(30)),
            1);

    assertThat(json(get()).path("tags").path("team").asString()).isEqualTo("gateways");
    assertThat(json(get()).path("tags").path("team").asString()).isEqualTo("new");

    on.twin.faults().add(new Where("", "francecentral", ""), new Fault.Refused(500, "Down"));
    assertThat(get().statusCode()).isEqualTo(200);
  }

  @Test
  void a_write_replaces_the_whole_resource() throws Exception {
    ObjectNode bare = body();
    bare.remove("tags");
    bare.withObjectProperty("properties").remove("networkSecurityGroup");

    put(bare);

    assertThat(json(get()).has("tags")).isFalse();
    assertThat(json(get()).path("properties").has("networkSecurityGroup")).isFalse();
  }

  @Test
  void paths_are_the_same_in_any_case_and_what_is_not_there_is_404() throws Exception {
    String lower = nic.text().replace("networkInterfaces", "networkinterfaces");
    assertThat(send("GET", lower + VERSION, "", Map.of()).statusCode()).isEqualTo(200);
    assertThat(error(send("GET", nic.text() + "x" + VERSION, "", Map.of())))
        .isEqualTo("ResourceNotFound");
    assertThat(error(send("GET", nic.text() + "?api-version=1", "", Map.of())))
        .isEqualTo("NoRegisteredProviderFound");
  }

  private ObjectNode body() {
    return on.body(nic);
  }

  private HttpResponse<String> get() throws Exception {
    return send("GET", nic.text() + VERSION, "", Map.of());
  }

  private HttpResponse<String> put(ObjectNode body) throws Exception {
    return put(body, Map.of());
  }

  private HttpResponse<String> put(ObjectNode body, Map<String, String> headers) throws Exception {
    return send("PUT", nic.text() + VERSION, body.toString(), headers);
  }

  private HttpResponse<String> read(String url) throws Exception {
    return send("GET", url.substring(on.twin.endpoint().toString().length()), "", Map.of());
  }

  private HttpResponse<String> send(
      String method, String path, String body, Map<String, String> headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(on.twin.endpoint() + path))
            .header("Authorization", "Bearer " + OnArm.PRINCIPAL)
            .method(method, BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private String status(String operation) throws Exception {
    return json(read(operation)).path("status").asString();
  }

  private static String state(HttpResponse<String> answer) {
    return json(answer).path("properties").path("provisioningState").asString();
  }

  private static String error(HttpResponse<String> answer) {
    return json(answer).path("error").path("code").asString();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }
}
