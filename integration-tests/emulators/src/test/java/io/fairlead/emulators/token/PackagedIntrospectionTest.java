package io.fairlead.emulators.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.emulators.Emulator;
import io.fairlead.emulators.Tables;
import io.fairlead.emulators.lambda.FunctionProcess;
import io.fairlead.emulators.lambda.RuntimeApi;
import io.fairlead.emulators.lambda.VirtualTime;
import io.fairlead.emulators.lambda.Zip;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.parts.Workspace;
import io.fairlead.port.Lanes;
import io.fairlead.token.TokenClass;
import io.fairlead.token.TokenScope;
import io.fairlead.wiring.artifact.Stores;
import io.fairlead.wiring.aws.AwsStores;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The packaged functions of Paris bring it the tokens of Ireland, and answer a gateway behind a
 * function URL whether one is active there.
 */
@NeedsParts({Part.MINISTACK, Part.FAKETIME})
class PackagedIntrospectionTest {
  private static final String HOME = "eu-west-1";
  private static final String AWAY = "eu-west-3";
  private static final Duration TIMEOUT = Duration.ofSeconds(40);
  private static final String CALLER = "gateway:correct-horse-battery";

  @TempDir private Path work;

  private Emulator emulator;
  private AwsClients clients;
  private TokenFleet fleet;
  private VirtualTime time;
  private FunctionProcess replicate;
  private FunctionProcess introspect;

  @BeforeEach
  void start() throws IOException {
    emulator = Emulator.start(Part.MINISTACK);
    clients = emulator.clients();
    Emulator.warm(() -> clients.dynamo(HOME).listTables());
    Tables.make(clients, HOME, "feeds");
    Tables.make(clients, HOME, "tokens-ireland");
    Tables.make(clients, "eu-central-1", "tokens-frankfurt");
    Tables.make(clients, AWAY, "tokens-paris");
    clients.s3(AWAY).createBucket(make -> make.bucket("shop-config"));
    String text =
        Files.readString(Workspace.top().resolve("examples/aws-three-regions.yaml"))
                .replace("mode: observe", "mode: act")
            + TokenFleet.section(
                work,
                "dynamo: {table: feeds, location: eu-west-1}",
                new TreeMap<>(
                    Map.of(
                        "ireland", "dynamo: {table: tokens-ireland, location: eu-west-1}",
                        "frankfurt", "dynamo: {table: tokens-frankfurt, location: eu-central-1}",
                        "paris", "dynamo: {table: tokens-paris, location: eu-west-3}")));
    put("fairlead.yaml", text);
    put("paris.box", Files.readString(work.resolve("paris.box")));
    put("paris.pem", Files.readString(work.resolve("paris.pem")));
    fleet = fleet(text);
    time = new VirtualTime();
    replicate = function("ReplicateHandler");
    introspect = function("IntrospectHandler");
  }

  @AfterEach
  void close() {
    replicate.close();
    introspect.close();
    clients.close();
    emulator.close();
  }

  private void put(String key, String content) {
    clients
        .s3(AWAY)
        .putObject(put -> put.bucket("shop-config").key(key), RequestBody.fromString(content));
  }

  private TokenFleet fleet(String text) {
    Stores stores =
        new Stores(
            new Opening("test", InstantSource.system()),
            Lanes.ONE,
            List.of(new AwsStores(clients.access())));
    return switch (TopologyReader.read(text.getBytes(StandardCharsets.UTF_8), work, _ -> null)) {
      case ReadTopology.Valid valid -> new TokenFleet(work, valid.topology(), stores);
      case ReadTopology.Invalid invalid -> throw new IllegalStateException(invalid.toString());
    };
  }

  private FunctionProcess function(String handler) throws IOException {
    String endpoint = emulator.endpoint().toString();
    Map<String, String> environment =
        Map.of(
            "AWS_REGION",
            AWAY,
            "AWS_ACCESS_KEY_ID",
            Emulator.ACCOUNT,
            "AWS_SECRET_ACCESS_KEY",
            "secret",
            "FAIRLEAD_REGION",
            "paris",
            "FAIRLEAD_TOPOLOGY",
            "s3://shop-config/fairlead.yaml",
            "FAIRLEAD_ENDPOINTS",
            "s3=%1$s,dynamodb=%1$s".formatted(endpoint));
    return new FunctionProcess(
        new FunctionProcess.Spec(
            Zip.unpacked("fairlead-aws.zip"),
            "io.fairlead.lambda." + handler + "::handleRequest",
            environment,
            time));
  }

  private JsonNode run(FunctionProcess function, String event) {
    RuntimeApi.Answer answer = function.call(event, TIMEOUT);
    assertThat(answer.good()).as(answer.body()).isTrue();
    return JsonMapper.shared().readTree(answer.body());
  }

  /** The event of AWS's page "Invoking Lambda function URLs", with a form as its body. */
  private static String event(String method, String path, String caller, String body) {
    return """
        {
          "version": "2.0",
          "routeKey": "$default",
          "rawPath": "%2$s",
          "rawQueryString": "",
          "headers": {
            "authorization": "Basic %3$s",
            "content-type": "application/x-www-form-urlencoded",
            "x-forwarded-proto": "https"
          },
          "requestContext": {
            "accountId": "anonymous",
            "apiId": "abcdefghij",
            "domainName": "abcdefghij.lambda-url.eu-west-3.on.aws",
            "domainPrefix": "abcdefghij",
            "http": {
              "method": "%1$s",
              "path": "%2$s",
              "protocol": "HTTP/1.1",
              "sourceIp": "192.0.2.1",
              "userAgent": "agent"
            },
            "requestId": "id",
            "routeKey": "$default",
            "stage": "$default",
            "time": "12/Mar/2020:19:03:58 +0000",
            "timeEpoch": 1583348638390
          },
          "body": "%4$s",
          "isBase64Encoded": true
        }
        """
        .formatted(method, path, base64(caller), base64(body));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private JsonNode ask(TokenFleet.Issued token) {
    JsonNode answer =
        run(introspect, event("POST", "/introspect", CALLER, "token=" + token.text().clear()));
    assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.at("/headers/Cache-Control").asString()).isEqualTo("no-store");
    return JsonMapper.shared().readTree(answer.path("body").asString());
  }

  @Test
  void a_token_is_active_where_its_scope_reaches_until_its_revocation_was_brought_there()
      throws IOException {
    TokenFleet.Issued global =
        fleet.make(new TokenScope(TokenClass.GLOBAL, "ireland", List.of("paris")));
    TokenFleet.Issued local =
        fleet.make(new TokenScope(TokenClass.REGION_LOCAL, "ireland", List.of()));
    fleet.issue(global);
    fleet.issue(local);

    JsonNode brought = run(replicate, "{}");
    assertThat(brought.path("outcome").asString()).as(brought.toString()).isEqualTo("Done");
    assertThat(brought.path("tokens").toString())
        .contains("{\"home\":\"ireland\",\"outcome\":\"copied\"");
    JsonNode active = ask(global);
    assertThat(active.path("active").asBoolean()).as(active.toString()).isTrue();
    assertThat(active.path("client_id").asString()).isEqualTo("orders");
    assertThat(active.path("region").asString()).isEqualTo("ireland");
    assertThat(ask(local).toString()).isEqualTo("{\"active\":false,\"accepted_by\":[\"ireland\"]}");

    fleet.revoke("ireland", global);
    assertThat(run(replicate, "{}").path("outcome").asString()).isEqualTo("Done");
    time.pass(Duration.ofSeconds(11));
    assertThat(ask(global).path("active").asBoolean(true)).isFalse();
    assertThat(introspect.output()).doesNotContain(global.text().clear(), "correct-horse");
  }

  @Test
  void strangers_and_questions_without_a_token_are_refused_and_dark_tables_change_nothing()
      throws IOException {
    TokenFleet.Issued global =
        fleet.make(new TokenScope(TokenClass.GLOBAL, "ireland", List.of("paris")));
    fleet.issue(global);
    run(replicate, "{}");
    String form = "token=" + global.text().clear();

    assertThat(status(event("POST", "/introspect", "gateway:wrong-secret-here", form)))
        .isEqualTo(401);
    assertThat(status(event("POST", "/introspect", CALLER, "tokens=x"))).isEqualTo(400);
    assertThat(status(event("GET", "/introspect", CALLER, ""))).isEqualTo(405);
    assertThat(status(event("POST", "/", CALLER, form))).isEqualTo(404);
    assertThat(status("{\"source\":\"somebody\"}")).isEqualTo(404);
    assertThat(ask(global).path("active").asBoolean()).isTrue();

    clients.dynamo(AWAY).deleteTable(delete -> delete.tableName("tokens-paris"));
    clients.dynamo(HOME).deleteTable(delete -> delete.tableName("feeds"));
    time.pass(Duration.ofSeconds(11));
    assertThat(ask(global).path("active").asBoolean()).isTrue();
    assertThat(run(replicate, "{}").path("outcome").asString()).isEqualTo("Trouble");
    assertThat(introspect.output()).contains("tokens-paris", "dynamodb:GetItem");
  }

  private int status(String event) {
    return run(introspect, event).path("statusCode").asInt();
  }
}
