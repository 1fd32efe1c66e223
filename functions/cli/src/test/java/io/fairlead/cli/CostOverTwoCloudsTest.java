package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bills of a fleet with two regions in AWS and one in Azure: each cloud is read by all three.
 */
class CostOverTwoCloudsTest {
  private static final double MINUTES = 43_830;
  private static final int TICKS = 6;

  @Test
  void a_clouds_bill_has_the_reads_of_regions_elsewhere() throws IOException {
    JsonNode aws = bills().getFirst();
    JsonNode azure = bills().get(1);

    // Two cells, two entries; the own last entry besides.
    assertThat(aws.path("regionsElsewhere").asInt()).isEqualTo(1);
    assertThat(calls(aws, "idleTickElsewhere")).containsEntry("dynamodb:GetItem", 4);
    assertThat(calls(aws, "idleTick")).containsEntry("dynamodb:GetItem", 5);
    assertThat(amount(aws, "DynamoDB read units"))
        .isEqualTo((2 * 5 + 4) * TICKS * MINUTES, within(1));
    // A cell, an entry, three flags and a freeze object: its own one reads the entry beforehand.
    assertThat(azure.path("regionsElsewhere").asInt()).isEqualTo(2);
    assertThat(calls(azure, "idleTickElsewhere")).containsEntry("Get Blob", 6);
    assertThat(calls(azure, "idleTick")).containsEntry("Get Blob", 6).containsEntry("Put Blob", 2);
    assertThat(amount(azure, "blob reads"))
        .isEqualTo(((6 + 2 * 6) * TICKS + 1) * MINUTES, within(1));
  }

  @Test
  void what_leaves_for_the_other_cloud_is_a_line_of_the_network() throws IOException {
    assertThat(amount(bills().getFirst(), "GB to Azure")).isPositive();
    assertThat(amount(bills().get(1), "GB to AWS")).isPositive();
    assertThat(run().out())
        .contains("2 regions in AWS", "1 region in Azure", "1 region elsewhere, in a tick of each");
  }

  @Test
  void the_total_of_both_clouds_stands_at_the_end() throws IOException {
    List<JsonNode> bills = bills();
    double sum = bills.get(0).path("total").asDouble() + bills.get(1).path("total").asDouble();

    assertThat(bills.getLast().path("cloud").asString()).isEqualTo("both");
    assertThat(bills.getLast().path("total").asDouble()).isEqualTo(sum, within(0.011));
    assertThat(run().out())
        .containsPattern("both clouds together  \\d+\\.\\d\\d dollars a month\n$");
  }

  private static Offset<Double> within(double most) {
    return Offset.offset(most);
  }

  private static CommandLineRun run(String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of("cost", "-f", "examples/aws-azure.yaml"));
    words.addAll(List.of(more));
    return CommandLineRun.in(CommandReferenceTest.root(), words.toArray(String[]::new));
  }

  private static List<JsonNode> bills() throws IOException {
    return run("-o", "json").out().lines().map(JsonMapper.shared()::readTree).toList();
  }

  private static Map<String, Integer> calls(JsonNode bill, String name) {
    Map<String, Integer> calls = new TreeMap<>();
    bill.path(name).properties().forEach(each -> calls.put(each.getKey(), each.getValue().asInt()));
    return calls;
  }

  private static double amount(JsonNode bill, String what) {
    for (JsonNode line : bill.path("lines")) {
      if (line.path("what").asString().equals(what)) {
        return line.path("amount").asDouble();
      }
    }
    return Double.NaN;
  }
}
