package io.fairlead.emulators.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.client.StorageAccount;
import io.fairlead.cycle.TokenCopyCycle;
import io.fairlead.cycle.TokenReport;
import io.fairlead.emulators.Emulator;
import io.fairlead.emulators.Tables;
import io.fairlead.emulators.azure.Azurite;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.parts.Workspace;
import io.fairlead.port.Lanes;
import io.fairlead.token.TokenClass;
import io.fairlead.token.TokenScope;
import io.fairlead.wiring.artifact.Stores;
import io.fairlead.wiring.aws.AwsStores;
import io.fairlead.wiring.azure.AzureStores;
import io.fairlead.wiring.cost.TokenCalls;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tokens of three regions: one keeps its own in DynamoDB, one in a table of Azure, one in a folder,
 * and all read each other's feeds from one table, of either cloud.
 */
@NeedsParts({Part.MINISTACK, Part.AZURITE})
class TokensInTablesTest {
  private static final String LOCATION = "eu-west-1";

  private static Emulator emulator;

  @TempDir private Path work;
  private CountedStores counted;
  private CountedStores countedAzure;
  private String dynamo = "";
  private String table = "";

  @BeforeAll
  static void start() throws IOException {
    emulator = Emulator.start(Part.MINISTACK);
    try (var clients = emulator.clients()) {
      Emulator.warm(() -> clients.dynamo(LOCATION).listTables());
    }
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  @BeforeEach
  void tables() {
    counted =
        new CountedStores(
            new AwsStores(emulator.clients().access()), new AtomicInteger(), new AtomicInteger());
    countedAzure =
        new CountedStores(
            new AzureStores(Map.of(), null), new AtomicInteger(), new AtomicInteger());
    StorageAccount account = Azurite.tables().account();
    table =
        "table: {account: %s, table: %s, endpoint: \"%s\", key: \"%s\"}"
            .formatted(account.name(), AzureTables.make(account), account.endpoint(), Azurite.KEY);
    dynamo = "dynamo: {table: %s, location: eu-west-1}".formatted(newTable());
  }

  private static String newTable() {
    String name = "tokens-" + System.nanoTime();
    try (var clients = emulator.clients()) {
      Tables.make(clients, LOCATION, name);
    }
    return name;
  }

  private TokenFleet fleet(String store) throws IOException {
    return of(text(store));
  }

  private String text(String store) throws IOException {
    return Files.readString(Workspace.top().resolve("examples/three-regions.yaml"))
        + TokenFleet.section(
            work,
            store,
            new TreeMap<>(
                Map.of(
                    "eu-west", dynamo,
                    "us-east", table,
                    "eu-north", "folder: " + work.resolve("north"))));
  }

  private TokenFleet of(String text) {
    Stores stores =
        new Stores(
            new Opening("test", InstantSource.system()), Lanes.ONE, List.of(counted, countedAzure));
    return switch (TopologyReader.read(text.getBytes(StandardCharsets.UTF_8), work, _ -> null)) {
      case ReadTopology.Valid valid -> new TokenFleet(work, valid.topology(), stores);
      case ReadTopology.Invalid invalid -> throw new IllegalStateException(invalid.toString());
    };
  }

  private void goThrough(TokenFleet fleet) throws IOException {
    TokenFleet.Issued west =
        fleet.make(new TokenScope(TokenClass.GLOBAL, "eu-west", List.of("us-east")));
    TokenFleet.Issued east =
        fleet.make(new TokenScope(TokenClass.GLOBAL, "us-east", List.of("eu-north", "eu-west")));

    assertThat(fleet.issue(west).ledger()).isInstanceOf(TokenReport.Outcome.Done.class);
    assertThat(fleet.issue(east).feed()).isInstanceOf(TokenReport.Outcome.Done.class);
    for (String region : List.of("eu-north", "eu-west", "us-east")) {
      assertThat(fleet.replicate(region).values())
          .noneMatch(outcome -> outcome instanceof TokenCopyCycle.Outcome.Held)
          .noneMatch(outcome -> outcome instanceof TokenCopyCycle.Outcome.Refused);
    }
    assertThat(fleet.isActive("eu-west", west)).isTrue();
    assertThat(fleet.isActive("us-east", west)).isTrue();
    assertThat(fleet.isActive("eu-north", west)).isFalse();
    assertThat(fleet.isActive("eu-north", east)).isTrue();

    assertThat(fleet.revoke("us-east", west).feed()).isInstanceOf(TokenReport.Outcome.Done.class);
    assertThat(fleet.isActive("us-east", west)).isFalse();
    assertThat(fleet.replicate("eu-west")).containsKey("us-east");
    assertThat(fleet.isActive("eu-west", west)).isFalse();
    assertThat(fleet.isActive("eu-west", east)).isTrue();
    assertThat(fleet.replicate("eu-west").get("us-east"))
        .isInstanceOf(TokenCopyCycle.Outcome.UpToDate.class);
  }

  @Test
  void tokens_go_through_a_table_of_dynamodb_and_revocations_follow_them() throws IOException {
    goThrough(fleet("dynamo: {table: %s, location: eu-west-1}".formatted(newTable())));
  }

  @Test
  void tokens_go_through_a_table_of_azure_and_revocations_follow_them() throws IOException {
    StorageAccount account = Azurite.tables().account();
    goThrough(
        fleet(
            "table: {account: %s, table: %s, endpoint: \"%s\", key: \"%s\"}"
                .formatted(
                    account.name(), AzureTables.make(account), account.endpoint(), Azurite.KEY)));
  }

  @Test
  void keys_are_replaced_where_ledgers_are_in_tables_though_nothing_is_issued() throws IOException {
    String old = text("dynamo: {table: %s, location: eu-west-1}".formatted(newTable()));
    TokenFleet.Issued west =
        of(old).make(new TokenScope(TokenClass.GLOBAL, "eu-west", List.of("us-east")));
    TokenFleet.Issued east =
        of(old).make(new TokenScope(TokenClass.GLOBAL, "us-east", List.of("eu-west")));
    of(old).issue(west);
    of(old).issue(east);
    String both = old;
    for (String region : List.of("eu-west", "us-east")) {
      both = TokenFleet.withNewKeys(work, both, region);
    }
    for (String region : List.of("eu-west", "us-east", "eu-west")) {
      of(both).replicate(region);
    }
    String alone = both;
    for (String region : List.of("eu-west", "us-east")) {
      alone = TokenFleet.withoutOldKeys(alone, region);
    }

    assertThat(alone).contains("eu-west-2", "us-east-box-2").doesNotContain("eu-west-box,");
    for (String region : List.of("eu-west", "us-east")) {
      assertThat(of(alone).isActive(region, west)).as(region).isTrue();
      assertThat(of(alone).isActive(region, east)).as(region).isTrue();
    }
  }

  @Test
  void a_run_that_finds_nothing_new_makes_the_reads_that_the_bill_has() throws IOException {
    TokenCalls billed = new TokenCalls(1, 1, true, 3, Duration.ofMinutes(15));
    TokenFleet fleet = fleet("dynamo: {table: %s, location: eu-west-1}".formatted(newTable()));
    for (String home : List.of("eu-north", "eu-west", "us-east")) {
      fleet.issue(fleet.make(new TokenScope(TokenClass.REGION_LOCAL, home, List.of())));
    }

    assertThat(idle(fleet, "eu-west")).containsExactly(billed.ownReads() + billed.storeReads(), 0);
    // What a region of Azure keeps is in Azure, and the store is asked across.
    assertThat(idle(fleet, "us-east")).containsExactly(billed.storeReads(), billed.ownReads());
  }

  /** Reads of DynamoDB and of tables of Azure in a run of a region that finds nothing new. */
  private List<Integer> idle(TokenFleet fleet, String region) throws IOException {
    fleet.replicate(region);
    List<CountedStores> both = List.of(counted, countedAzure);
    both.forEach(each -> each.reads().set(0));
    both.forEach(each -> each.writes().set(0));

    assertThat(fleet.replicate(region).values())
        .allMatch(outcome -> outcome instanceof TokenCopyCycle.Outcome.UpToDate);
    assertThat(both).allMatch(each -> each.writes().get() == 0);
    return both.stream().map(each -> each.reads().get()).toList();
  }

  @Test
  void a_table_that_is_gone_keeps_what_is_there_and_is_told_with_its_action() throws IOException {
    TokenFleet fleet = fleet("dynamo: {table: gone-for-good, location: eu-west-1}");
    TokenFleet.Issued token =
        fleet.make(new TokenScope(TokenClass.GLOBAL, "eu-west", List.of("us-east")));

    TokenReport report = fleet.issue(token);
    assertThat(report.toString()).contains("dynamodb:GetItem", "table gone-for-good in eu-west-1");
    assertThat(fleet.replicate("us-east").get("eu-west").toString())
        .contains("Held", "gone-for-good");
  }
}
