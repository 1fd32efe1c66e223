package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.Cloud;
import io.fairlead.parts.Workspace;
import io.fairlead.wiring.cost.AzureBill;
import io.fairlead.wiring.cost.Bill;
import io.fairlead.wiring.cost.CopyCalls;
import io.fairlead.wiring.stack.AwsStacks;
import io.fairlead.wiring.stack.AzureCommands;
import io.fairlead.wiring.stack.AzureStacks;
import io.fairlead.wiring.stack.DeployCommands;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Functions may read where copies are of the sets that services wait for, and it is billed. */
class ArtifactAccessTest {
  private static final String KEY = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";

  private static Topology topology(String example, String service, String sets) throws IOException {
    String text = Files.readString(Workspace.top().resolve("examples/" + example));
    String waiting =
        service.isEmpty()
            ? text
            : text.replace(
                "\n  " + service + ":\n", "\n  " + service + ":\n    replication: [gateway]\n");
    byte[] bytes =
        (waiting + "\nreplication:\n  keys: {k: \"" + KEY + "\"}\n  sets:\n" + sets)
            .getBytes(StandardCharsets.UTF_8);
    return switch (TopologyReader.read(bytes, Path.of(""), _ -> "")) {
      case ReadTopology.Valid valid -> valid.topology();
      case ReadTopology.Invalid invalid -> throw new AssertionError(invalid.problems().toString());
    };
  }

  private static final String IN_S3 =
      """
          gateway:
            master: ireland
            store: {s3: {bucket: shop-artifacts, location: eu-west-1, prefix: fleet}}
            regions:
              frankfurt: {into: {s3: {bucket: shop-east, location: eu-central-1}}}
              paris: {into: {s3: {bucket: shop-copies, location: eu-west-3}}}
      """;

  private static final String IN_BLOBS =
      """
          gateway:
            master: amsterdam
            store: {blob: {account: shopartifacts, container: sets}}
            regions:
              frankfurt: {into: {blob: {account: shopartifacts, container: frankfurt}}}
              paris: {into: {blob: {account: shopcopies, container: paris}}}
      """;

  private static String seen(AwsStacks stacks, String region) {
    var parameters = stacks.parameters(region, "config");
    return parameters.get("SeenSets") + " in " + parameters.get("SeenBuckets");
  }

  @Test
  void ticks_on_aws_may_read_versions_of_the_sets_that_services_wait_for() throws IOException {
    AwsStacks stacks = AwsStacks.of(topology("aws-three-regions.yaml", "orders", IN_S3));

    assertThat(seen(stacks, "ireland"))
        .isEqualTo(
            "arn:aws:s3:::shop-artifacts/fleet/sets/gateway/*,arn:aws:s3:::shop-artifacts/fleet/sha256/* in arn:aws:s3:::shop-artifacts");
    assertThat(seen(stacks, "paris"))
        .isEqualTo(
            "arn:aws:s3:::shop-artifacts/fleet/sets/gateway/*,"
                + "arn:aws:s3:::shop-artifacts/fleet/sha256/*,"
                + "arn:aws:s3:::shop-copies/sets/gateway/*,arn:aws:s3:::shop-copies/sha256/*"
                + " in arn:aws:s3:::shop-artifacts,arn:aws:s3:::shop-copies");
  }

  @Test
  void a_set_that_no_service_waits_for_is_not_looked_at_and_costs_nothing() throws IOException {
    Topology topology = topology("aws-three-regions.yaml", "", IN_S3);

    assertThat(seen(AwsStacks.of(topology), "paris")).isEqualTo(" in ");
    assertThat(CopyCalls.ofMinute(topology, Cloud.AWS)).isZero();
    assertThat(groups(Bill.of(AwsStacks.of(topology)).lines())).doesNotContain("copies");
  }

  @Test
  void looks_are_a_line_of_the_bill_of_the_cloud_whose_store_is_read() throws IOException {
    Topology aws = topology("aws-three-regions.yaml", "orders", IN_S3);
    Topology azure = topology("azure-three-regions.yaml", "orders", IN_BLOBS);

    // The master's pointer; the copy's pointer and mark beside it.
    assertThat(CopyCalls.ofMinute(aws, Cloud.AWS)).isEqualTo(1 + 3 + 3);
    assertThat(CopyCalls.ofMinute(aws, Cloud.AZURE)).isZero();
    assertThat(groups(Bill.of(AwsStacks.of(aws)).lines())).contains("copies");
    assertThat(groups(AzureBill.of(AzureStacks.of(azure)).lines())).contains("copies");
  }

  private static List<String> groups(List<Bill.Line> lines) {
    return lines.stream().filter(Bill.Line::counted).map(Bill.Line::group).distinct().toList();
  }

  @Test
  void a_tighter_bound_is_looked_at_more_often() throws IOException {
    String tight = IN_S3.replace("      regions:", "      maxLag: 1m\n      regions:");

    assertThat(CopyCalls.ofMinute(topology("aws-three-regions.yaml", "orders", tight), Cloud.AWS))
        .isEqualTo(4 * (1 + 3 + 3));
  }

  @Test
  void commands_for_azure_let_each_identity_read_the_store_and_write_its_own_copy_alone()
      throws IOException {
    AzureStacks stacks = AzureStacks.of(topology("azure-three-regions.yaml", "orders", IN_BLOBS));
    String fleet = stacks.topology().fleet().name();

    assertThat(new AzureCommands(stacks, "infra/azure", "fairlead.yaml").all())
        .filteredOn(command -> command.purpose().startsWith("artifact sets"))
        .extracting(DeployCommands.Command::line)
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains("--role \"Fairlead topology " + fleet + "\"")
                    .contains("--name fairlead-" + fleet + "-amsterdam ")
                    .endsWith(
                        "--name shopartifacts --query id --output tsv)/blobServices/default/containers/sets\"'"),
            line ->
                assertThat(line)
                    .contains("--role \"Fairlead topology " + fleet + "\"")
                    .contains("--name fairlead-" + fleet + "-frankfurt ", "/containers/sets\""),
            line ->
                assertThat(line)
                    .contains("--role \"Fairlead state " + fleet + "\"")
                    .contains("-frankfurt ", "shopartifacts ", "/containers/frankfurt\""),
            line ->
                assertThat(line)
                    .contains("--role \"Fairlead topology " + fleet + "\"")
                    .contains("--name fairlead-" + fleet + "-paris ", "--name shopartifacts "),
            line ->
                assertThat(line)
                    .contains("--role \"Fairlead state " + fleet + "\"")
                    .contains("--name fairlead-" + fleet + "-paris ", "/containers/paris\""));
  }
}
