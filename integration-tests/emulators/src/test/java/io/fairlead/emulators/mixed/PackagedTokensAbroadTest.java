package io.fairlead.emulators.mixed;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.azure.client.StorageAccount;
import io.fairlead.emulators.Tables;
import io.fairlead.emulators.azure.Authority;
import io.fairlead.emulators.azure.Azurite;
import io.fairlead.emulators.azure.app.HostedApp;
import io.fairlead.emulators.azure.app.Timers;
import io.fairlead.emulators.lambda.FunctionProcess;
import io.fairlead.emulators.lambda.RuntimeApi;
import io.fairlead.emulators.lambda.VirtualTime;
import io.fairlead.emulators.token.AzureTables;
import io.fairlead.emulators.token.TableDoor;
import io.fairlead.emulators.token.TokenFleet;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.port.Lanes;
import io.fairlead.token.TokenClass;
import io.fairlead.token.TokenScope;
import io.fairlead.wiring.artifact.Stores;
import io.fairlead.wiring.aws.AwsStores;
import io.fairlead.wiring.azure.AzureStores;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged replicate functions of a region in AWS and of one in Azure bring tokens both ways,
 * whichever cloud the table of all feeds is in, and are known to the other cloud by passports.
 */
@NeedsParts({Part.AZURITE, Part.DYNAMODB_LOCAL, Part.FAKETIME})
class PackagedTokensAbroadTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MOST_CUT_OFF = 2;

  @TempDir private Path work;

  private VirtualTime time;
  private TwoClouds clouds;
  private int cutOff;
  private StsTwin sts;
  private Abroad abroad;
  private TableDoor door;
  private String table = "";
  private String text = "";
  private TokenFleet fleet;

  @BeforeEach
  void start() throws IOException {
    time = new VirtualTime();
    clouds = new TwoClouds(Layout.TWO_IN_AWS, time.clock());
    sts = new StsTwin(time.clock());
    abroad = new Abroad(clouds, sts, time);
    door = new TableDoor(Azurite.tables().account());
    table = "tokens-" + System.nanoTime();
    try (AwsClients clients = clouds.aws.clients()) {
      Tables.make(clients, clouds.aws.location("one"), table);
      Tables.make(clients, clouds.aws.location("two"), table);
    }
  }

  /** A fleet whose feeds are in a table. */
  private void keepFeeds(String store) throws IOException {
    String dynamo = "dynamo: {table: %s, location: %s}";
    text =
        clouds.text
            + TokenFleet.section(
                work,
                store,
                new TreeMap<>(
                    Map.of(
                        "one", dynamo.formatted(table, clouds.aws.location("one")),
                        "three", inAzure())));
    fleet = fleet(text);
  }

  private FunctionProcess lambda() throws IOException {
    return abroad.lambda("Replicate", clouds.aws.publish("one", files("one")));
  }

  private HostedApp app() throws IOException {
    return abroad.app(clouds.azure.publish("three", files("three")));
  }

  /** A table of Azure, as it is reached by an identity's token. */
  private String inAzure() {
    StorageAccount account = Azurite.tables().account();
    return "table: {account: %s, table: %s, endpoint: \"%s\"}"
        .formatted(account.name(), AzureTables.make(account), door.endpoint());
  }

  private Map<String, String> files(String region) throws IOException {
    return Map.of(
        "fairlead.yaml",
        text,
        region + ".box",
        Files.readString(work.resolve(region + ".box")),
        region + ".pem",
        Files.readString(work.resolve(region + ".pem")));
  }

  /** Whoever issues has credentials of both clouds. */
  private TokenFleet fleet(String text) {
    Stores stores =
        new Stores(
            new Opening("test", InstantSource.system()),
            Lanes.ONE,
            List.of(
                new AwsStores(clouds.aws.clients().access()),
                new AzureStores(abroad.identity(), null)));
    return switch (TopologyReader.read(
        text.getBytes(StandardCharsets.UTF_8),
        work,
        name -> name.equals("KEY") ? Azurite.KEY : null)) {
      case ReadTopology.Valid valid -> new TokenFleet(work, valid.topology(), stores);
      case ReadTopology.Invalid invalid -> throw new IllegalStateException(invalid.toString());
    };
  }

  @AfterEach
  void stop() throws IOException {
    door.close();
    sts.close();
    clouds.close();
  }

  @Test
  void a_function_of_azure_brings_tokens_by_a_table_of_dynamodb_and_back() throws IOException {
    keepFeeds("dynamo: {table: %s, location: %s}".formatted(table, clouds.aws.location("two")));
    try (HostedApp app = app()) {
      TokenFleet.Issued there = issue("one", "three");
      TokenFleet.Issued back = issue("three", "one");

      assertThat(run(app)).contains("{\"home\":\"one\",\"outcome\":\"copied\"");
      assertThat(fleet.isActive("three", there)).isTrue();
      fleet.replicate("one");
      assertThat(fleet.isActive("one", back)).isTrue();

      fleet.revoke("one", there);
      time.pass(Duration.ofMinutes(8));
      assertThat(run(app)).contains("\"copied\"", "\"published\"");
      assertThat(fleet.isActive("three", there)).isFalse();
    }

    assertThat(clouds.aws.twin.calls())
        .as("by the keys of a session")
        .filteredOn(call -> call.service().equals("dynamodb"))
        .filteredOn(
            call -> call.request().header("x-amz-security-token").equals(StsTwin.SESSION_TOKEN))
        .extracting(call -> call.operation())
        .contains("GetItem", "PutItem");
    assertThat(sts.asked()).containsExactly("AssumeRoleWithWebIdentity");
  }

  @Test
  void a_function_of_aws_brings_tokens_by_a_table_of_azure_and_back() throws IOException {
    keepFeeds(inAzure());
    try (FunctionProcess lambda = lambda()) {
      TokenFleet.Issued there = issue("three", "one");
      TokenFleet.Issued back = issue("one", "three");

      assertThat(whole(lambda)).contains("{\"home\":\"three\",\"outcome\":\"copied\"");
      assertThat(fleet.isActive("one", there)).isTrue();
      fleet.replicate("three");
      assertThat(fleet.isActive("three", back)).isTrue();

      fleet.revoke("three", there);
      time.pass(Duration.ofMinutes(8));
      assertThat(whole(lambda)).contains("\"copied\"", "\"published\"");
      assertThat(fleet.isActive("one", there)).isFalse();
    }

    assertThat(sts.asked()).hasSizeBetween(1, 1 + cutOff).containsOnly("GetWebIdentityToken");
    assertThat(clouds.azure.authority().asked())
        .extracting(Authority.Asked::form)
        .filteredOn(form -> form.contains("client_id=" + Abroad.CLIENT))
        .hasSizeBetween(1, 1 + cutOff)
        .allMatch(form -> form.contains("client_assertion="));
    assertThat(door.passed()).isPositive();
  }

  private TokenFleet.Issued issue(String home, String other) throws IOException {
    TokenFleet.Issued token = fleet.make(new TokenScope(TokenClass.GLOBAL, home, List.of(other)));
    fleet.issue(token);
    return token;
  }

  /** What a run says that reached all: one that a busy machine cut off is followed by the next. */
  private String whole(FunctionProcess lambda) {
    String line = run(lambda);
    while (line.contains("\"held\"") && cutOff < MOST_CUT_OFF) {
      cutOff++;
      time.pass(Duration.ofMinutes(1));
      line = run(lambda);
    }
    return line;
  }

  private static String run(FunctionProcess lambda) {
    RuntimeApi.Answer answer = lambda.call("{}", TIMEOUT);
    assertThat(answer.good()).as(answer.body() + lambda.output()).isTrue();
    return answer.body();
  }

  private static String run(HostedApp app) {
    app.begin("replicate", Timers.timer(false)).join();
    return app.output()
        .lines()
        .filter(line -> line.contains("\"replicate\""))
        .reduce((_, last) -> last)
        .orElseThrow();
  }
}
