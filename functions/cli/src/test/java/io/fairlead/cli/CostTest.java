package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bill of the starter of AWS: three regions, a tick each 10 s. */
class CostTest {
  private static final double MOST = 25;

  @TempDir private Path folder;

  @BeforeEach
  void writeStarter() {
    assertThat(CommandLineRun.in(folder, "init", "aws").code()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void the_bill_is_laid_out_as_documented() throws IOException {
    CommandLineRun run = CommandLineRun.in(folder, "cost");

    assertThat(run.code()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).isEqualTo(golden());
  }

  @Test
  void three_regions_cost_at_most_25_dollars() {
    JsonNode bill = json();
    double counted = 0;
    for (JsonNode line : bill.path("lines")) {
      if (line.path("counted").asBoolean()) {
        counted += line.path("dollars").asDouble();
      }
    }

    assertThat(bill.path("total").asDouble()).isLessThanOrEqualTo(MOST);
    assertThat(counted).isBetween(bill.path("total").asDouble() - 0.1, MOST);
  }

  @Test
  void every_dollar_is_an_amount_at_a_price() {
    for (JsonNode line : json().path("lines")) {
      double product = line.path("amount").asDouble() * line.path("price").asDouble();
      assertThat(line.path("dollars").asDouble())
          .as(line.path("what").asString())
          .isBetween(product - 0.01, product + 0.01);
    }
  }

  @Test
  void fast_checks_and_network_are_lines_beside_the_total() {
    Map<String, Boolean> counted = new TreeMap<>();
    json()
        .path("lines")
        .forEach(
            line -> counted.put(line.path("what").asString(), line.path("counted").asBoolean()));

    assertThat(counted)
        .containsEntry("checks each 10 s", false)
        .containsEntry("checks by HTTPS", false)
        .containsEntry("GB between regions", false)
        .containsEntry("checks of flags", true)
        .containsEntry("checks of silent regions", true);
  }

  @Test
  void every_line_is_in_the_total_or_said_to_be_outside_of_it() {
    String bill = CommandLineRun.in(folder, "cost").out();
    double sum = 0;
    for (JsonNode line : json().path("lines")) {
      String row = line.path("what").asString();
      boolean outside = bill.indexOf(row) > bill.indexOf("not in the total:");
      assertThat(outside).as(row).isEqualTo(!line.path("counted").asBoolean());
      sum += outside ? 0 : line.path("dollars").asDouble();
    }

    assertThat(sum)
        .isBetween(json().path("total").asDouble() - 0.1, json().path("total").asDouble() + 0.1);
    assertThat(bill).contains("list prices of us-east-1 as of 2026-11");
    assertThat(json().path("priceRegion").asString()).isEqualTo("us-east-1");
  }

  @Test
  void a_slower_tick_and_a_smaller_fleet_cost_less() throws IOException {
    double before = json().path("total").asDouble();
    Path file = folder.resolve("fairlead.yaml");
    Files.writeString(
        file, Files.readString(file) + "safety: {probe: {interval: 30s, timeout: 3s}}\n");

    assertThat(json().path("total").asDouble()).isLessThan(before);
  }

  @Test
  void tokens_in_tables_are_a_group_of_the_bill_and_without_them_there_is_none()
      throws IOException {
    assertThat(json().path("lines").toString()).doesNotContain("tokens");
    Path file = folder.resolve("fairlead.yaml");
    StringBuilder tokens = new StringBuilder("tokens:\n  issuer: https://t.example.com\n");
    tokens.append("  store: {dynamo: {table: feeds, location: eu-west-1}}\n  regions:\n");
    for (String region : List.of("ireland", "paris")) {
      tokens.append(
          """
              %1$s:
                audience: https://%1$s.example.com
                dynamo: {table: tokens-%1$s, location: eu-west-1}
                keys: {k: MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=}
                boxes: [{key: %1$s, public: "MCowBQYDK2VuAyEAhSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=", file: b}]
          """
              .formatted(region));
    }
    Files.writeString(file, Files.readString(file) + tokens);

    Map<String, Double> amounts = new TreeMap<>();
    for (JsonNode line : json().path("lines")) {
      if (line.path("group").asString().equals("tokens")) {
        amounts.put(line.path("what").asString(), line.path("amount").asDouble());
      }
    }
    // Two regions, a run each minute, seven reads a run.
    assertThat(amounts).containsEntry("Lambda runs", 87_660.0);
    assertThat(amounts).containsEntry("DynamoDB read units", 613_620.0);
    assertThat(amounts).containsKeys("schedule", "Lambda GB-seconds", "DynamoDB write units");
  }

  @Test
  void copies_in_s3_that_are_read_again_are_named_beside_the_total() throws IOException {
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
                  master: ireland
                  store: {s3: {bucket: shop-artifacts, location: eu-west-1}}
                  regions:
                    paris: {into: {s3: {bucket: shop-copies, location: eu-west-3}}}
            """);

    Map<String, Double> dollars = new TreeMap<>();
    for (JsonNode line : json().path("lines")) {
      if (line.path("what").asString().contains("scrubs")) {
        assertThat(line.path("counted").asBoolean()).isFalse();
        dollars.put(line.path("what").asString(), line.path("dollars").asDouble());
      }
    }
    assertThat(dollars.keySet())
        .containsExactly(
            "S3 reads of scrubs, of 100000 objects each", "S3 writes of scrubs' marks");
    assertThat(dollars.get("S3 reads of scrubs, of 100000 objects each")).isBetween(0.16, 0.18);
  }

  @Test
  void a_fleet_of_local_regions_has_no_bill() {
    assertThat(CommandLineRun.in(folder, "init", "local", "-f", "local.yaml").code())
        .isEqualTo(ExitCode.DONE);

    CommandLineRun run = CommandLineRun.in(folder, "cost", "-f", "local.yaml");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("no region in AWS or Azure");
  }

  @Test
  void init_says_the_commands_that_stacks_says_and_writes_the_same_template() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    String said = CommandLineRun.in(other, "init", "aws").out();
    String template = Files.readString(other.resolve("global.yaml"));
    Files.delete(other.resolve("global.yaml"));

    CommandLineRun stacks = CommandLineRun.in(other, "stacks");

    assertThat(stacks.out()).contains("sam deploy", "aws s3 cp");
    assertThat(said).endsWith(stacks.out());
    assertThat(Files.readString(other.resolve("global.yaml"))).isEqualTo(template);
  }

  @Test
  void what_init_writes_for_aws_is_valid_observes_and_is_deployed_by_known_commands()
      throws IOException {
    assertThat(CommandLineRun.in(folder, "validate").code()).isEqualTo(ExitCode.DONE);
    assertThat(Files.readString(folder.resolve("fairlead.yaml"))).contains("mode: observe");
    assertThat(folder.resolve("global.yaml")).isRegularFile();

    CommandLineRun stacks = CommandLineRun.in(folder, "stacks", "-o", "json", "--config", "mine");
    JsonNode commands = JsonMapper.shared().readTree(stacks.out()).path("commands");

    assertThat(commands).hasSize(9);
    assertThat(stacks.out()).contains("ConfigBucket=mine-eu-west-1");
  }

  private JsonNode json() {
    return JsonMapper.shared().readTree(CommandLineRun.in(folder, "cost", "-o", "json").out());
  }

  private static String golden() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(CostTest.class.getResourceAsStream("answer/cost.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
