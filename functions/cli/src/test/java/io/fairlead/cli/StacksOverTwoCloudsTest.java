package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What is deployed for a topology over AWS and Azure. */
class StacksOverTwoCloudsTest {
  @TempDir private Path folder;

  @BeforeEach
  void takeTheExample() throws IOException {
    Files.copy(
        CommandReferenceTest.root().resolve("examples/aws-azure.yaml"),
        folder.resolve("fairlead.yaml"));
  }

  @Test
  void checks_ask_the_flag_stores_of_both_clouds() {
    CommandLineRun said = CommandLineRun.in(folder, "stacks");

    assertThat(said.code()).as(said.err()).isEqualTo(ExitCode.DONE);
    JsonNode template = YAMLMapper.shared().readTree(folder.resolve("global.yaml").toFile());
    List<JsonNode> asked = new ArrayList<>();
    List<JsonNode> calculated = new ArrayList<>();
    for (JsonNode resource : template.path("Resources")) {
      JsonNode check = resource.path("Properties").path("HealthCheckConfig");
      if (check.path("Type").asString("").equals("CALCULATED")) {
        calculated.add(check);
      } else if (check.has("FullyQualifiedDomainName")) {
        asked.add(check);
      }
    }
    assertThat(calculated)
        .hasSize(3)
        .allMatch(check -> check.path("ChildHealthChecks").size() == 3)
        .allMatch(check -> check.path("HealthThreshold").asInt() == 2);
    assertThat(asked).hasSize(9).allMatch(check -> check.path("Inverted").asBoolean());
    assertThat(asked)
        .filteredOn(check -> check.path("Type").isString())
        .as("accounts of Azure answer nothing but HTTPS")
        .hasSize(3)
        .allMatch(check -> check.path("Type").asString().equals("HTTPS"))
        .allMatch(check -> check.path("Port").asInt() == 443)
        .allMatch(
            check ->
                check
                    .path("FullyQualifiedDomainName")
                    .asString()
                    .equals("fairleadstate.blob.core.windows.net"))
        .allMatch(
            check ->
                check
                    .path("ResourcePath")
                    .asString()
                    .startsWith("/fairlead-aws-azure-flags/flags/aws-azure/"));
  }

  @Test
  void a_regions_stack_gets_three_buckets_and_the_parameters_of_the_other_cloud_are_named() {
    CommandLineRun said = CommandLineRun.in(folder, "stacks");

    assertThat(said.out())
        .contains("Deploy on Azure, in this order:", "region frankfurt")
        .contains("add AzureTenant=ID and AzureClient=ID once", "add awsRole=ARN and awsAudience=");
    assertThat(said.out())
        .as("the policies of a region name three buckets, and two are in AWS")
        .contains(
            "FlagStores=fairlead-aws-azure-flags-ireland,fairlead-aws-azure-flags-virginia,fairlead-aws-azure-flags-ireland ");
  }

  @Test
  void regions_of_aws_get_the_package_that_opens_azure_too_and_the_other_way_round()
      throws IOException {
    Path checkout = Files.createDirectories(folder.resolve("checkout/infra/aws"));
    Files.copy(
        CommandReferenceTest.root().resolve("infra/aws/region.yaml"),
        checkout.resolve("region.yaml"));

    CommandLineRun said = CommandLineRun.in(folder, "stacks", "--templates", "checkout/infra/aws");

    assertThat(said.code()).as(said.err()).isEqualTo(ExitCode.DONE);
    assertThat(said.err())
        .contains("from checkout/functions/aws/target/fairlead-aws-azure.zip, which is not there");
    assertThat(said.out())
        .contains("--template-file region-aws-azure.yaml", "target/fairlead-azure-aws.zip")
        .doesNotContain("/region.yaml", "fairlead-azure.zip");
    assertThat(Files.readString(folder.resolve("region-aws-azure.yaml")))
        .isEqualTo(
            Files.readString(checkout.resolve("region.yaml"))
                .replace(
                    "../../functions/aws/target/fairlead-aws.zip",
                    "checkout/functions/aws/target/fairlead-aws-azure.zip"));
  }
}
