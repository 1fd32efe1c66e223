package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bill of the starter of Azure: three regions, a tick each 10 s. */
class AzureCostTest {
  private static final double MOST_A_REGION = 12;

  @TempDir private Path folder;

  @BeforeEach
  void writeStarter() {
    assertThat(CommandLineRun.in(folder, "init", "azure").code()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void the_bill_is_laid_out_as_documented() throws IOException {
    CommandLineRun run = CommandLineRun.in(folder, "cost");

    assertThat(run.code()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).isEqualTo(golden("cost-azure.txt"));
  }

  @Test
  void a_profile_and_a_zone_are_lines_and_a_region_stays_within_12_dollars_as_the_page_says()
      throws IOException {
    int before = cents();
    inZones();

    assertThat(CommandLineRun.in(folder, "cost").out()).isEqualTo(golden("cost-azure-zones.txt"));
    // Three endpoints of a name that three regions may serve, and a zone.
    assertThat(cents()).isEqualTo(before + 3 * 54 + 50);
    assertThat(json().path("total").asDouble() / 3).isLessThanOrEqualTo(MOST_A_REGION);
    assertThat(page())
        .contains("%.2f dollars a month".formatted(before / 100.0))
        .contains("%.2f each".formatted(before / 300.0))
        .contains("%.2f a region with a profile".formatted((before + 3 * 54) / 300.0))
        .contains("%.2f with a zone of Azure DNS besides".formatted(cents() / 300.0));
  }

  /** One name in a profile of Traffic Manager, the other in a zone of Azure DNS. */
  private void inZones() throws IOException {
    Path file = folder.resolve("fairlead.yaml");
    String group = "subscription: 00000000-0000-4000-8000-000000000001, resourceGroup: dns";
    String text = Files.readString(file);
    String changed =
        text.replaceFirst("\\{external: [^\n]*\\}", "{azureDns: {" + group + "}}")
            .replace(
                "zones:\n",
                "zones:\n  south.orders.example.com: {trafficManager: {"
                    + group
                    + ", profile: south, path: /fairlead/flag}}\n")
            .replace("south: {name: ", "south: {zone: south.orders.example.com, name: ")
            .replace("{amsterdam: 60, frankfurt: 40}", "{amsterdam: 100}")
            .replace("demand: 300", "demand: 200");
    Files.writeString(file, changed);
  }

  private static String page() throws IOException {
    return Files.readString(CommandReferenceTest.root().resolve("docs/operations/azure.md"));
  }

  private int cents() {
    return (int) Math.round(json().path("total").asDouble() * 100);
  }

  @Test
  void a_region_costs_at_most_12_dollars_and_the_total_is_the_sum_of_what_counts() {
    JsonNode bill = json();
    double counted = 0;
    for (JsonNode line : bill.path("lines")) {
      counted += line.path("counted").asBoolean() ? line.path("dollars").asDouble() : 0;
    }

    assertThat(bill.path("total").asDouble() / 3).isLessThanOrEqualTo(MOST_A_REGION);
    assertThat(counted)
        .isBetween(bill.path("total").asDouble() - 0.1, bill.path("total").asDouble() + 0.1);
  }

  @Test
  void every_dollar_is_an_amount_at_a_price_whose_page_is_named() {
    String text = CommandLineRun.in(folder, "cost").out();
    for (JsonNode line : json().path("lines")) {
      double product = line.path("amount").asDouble() * line.path("price").asDouble();
      assertThat(line.path("dollars").asDouble())
          .as(line.path("what").asString())
          .isBetween(product - 0.01, product + 0.01);
      assertThat(line.path("page").asString())
          .startsWith("https://azure.microsoft.com/pricing/details/");
      assertThat(text)
          .contains(
              "prices of " + line.path("group").asString() + "  " + line.path("page").asString());
    }
  }

  @Test
  void a_slower_tick_costs_less_and_its_timer_fires_as_often() throws IOException {
    int before = cents();
    Path file = folder.resolve("fairlead.yaml");
    String starter = Files.readString(file);
    Files.writeString(file, starter + "safety: {probe: {interval: 12s, timeout: 3s}}\n");

    assertThat(page())
        .contains("takes %.2f dollars off a region".formatted((before - cents()) / 300.0));
    Files.writeString(file, starter + "safety: {probe: {interval: 30s, timeout: 3s}}\n");
    assertThat(cents()).isLessThan(before);
    for (JsonNode line : json().path("lines")) {
      if (line.path("what").asString().equals("executions")) {
        assertThat(line.path("amount").asDouble()).isCloseTo(3 * 43_830 * 6.2, within(1.0));
      }
    }
  }

  @Test
  void tokens_in_tables_are_calls_at_the_price_of_tables_and_without_them_there_are_none()
      throws IOException {
    assertThat(json().path("lines").toString()).doesNotContain("tokens");
    TokensOnAzure.into(
        folder.resolve("fairlead.yaml"),
        "account: fairleadfrance, table: feeds",
        new TreeMap<>(
            Map.of(
                "frankfurt", "account: fairleadgermany, table: tokens",
                "paris", "account: fairleadfrance, table: tokens")));

    List<JsonNode> tokens = new ArrayList<>();
    json()
        .path("lines")
        .forEach(
            line -> {
              if (line.path("group").asString().equals("tokens")) {
                tokens.add(line);
              }
            });

    // Two regions, seven reads each five minutes; in 7.5 minutes a page of each, and its copy.
    double minutes = 43_830;
    assertThat(tokens).hasSize(1);
    assertThat(tokens.getFirst().path("what").asString()).isEqualTo("calls of tables");
    assertThat(tokens.getFirst().path("amount").asDouble())
        .isCloseTo(minutes * (2 * 7 / 5.0 + 2 * 2 * 2 / 7.5), within(1.0));
    assertThat(tokens.getFirst().path("page").asString()).endsWith("/storage/tables/");
    assertThat(json().path("total").asDouble() / 3).isLessThanOrEqualTo(MOST_A_REGION);
  }

  @Test
  void copies_in_containers_that_are_read_again_are_named_beside_the_total() throws IOException {
    assertThat(json().path("lines").toString()).doesNotContain("scrubs");
    Path file = folder.resolve("fairlead.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            + """

            replication:
              keys: {k: MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=}
              sets:
                gateway:
                  master: frankfurt
                  store: {blob: {account: shopartifacts, container: gateway}}
                  regions:
                    amsterdam: {into: {blob: {account: shopcopies, container: amsterdam}}}
                    paris: {into: {blob: {account: shopcopies, container: paris}}}
            """);

    Map<String, JsonNode> scrubs = new TreeMap<>();
    for (JsonNode line : json().path("lines")) {
      if (line.path("what").asString().contains("scrubs")) {
        assertThat(line.path("counted").asBoolean()).isFalse();
        scrubs.put(line.path("what").asString(), line);
      }
    }
    assertThat(scrubs.keySet())
        .containsExactly(
            "blob reads of scrubs, of 100000 objects each", "blob writes of scrubs' marks");
    // Twice 100,000 objects and their 391 pages, each 7 days; a mark of each an hour.
    assertThat(scrubs.get("blob reads of scrubs, of 100000 objects each").path("amount").asDouble())
        .isCloseTo(2 * 100_390.625 * 730 / 168, within(1.0));
    assertThat(scrubs.get("blob writes of scrubs' marks").path("amount").asDouble())
        .isCloseTo(2 * 730, within(0.1));
  }

  private JsonNode json() {
    return JsonMapper.shared().readTree(CommandLineRun.in(folder, "cost", "-o", "json").out());
  }

  private static String golden(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(AzureCostTest.class.getResourceAsStream("answer/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
