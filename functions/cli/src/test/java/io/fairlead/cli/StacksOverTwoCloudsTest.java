package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
        .contains("# region frankfurt")
        .contains("add AzureTenant=ID and AzureClient=ID once", "add awsRole=ARN and awsAudience=");
    assertThat(said.out())
        .as("the policies of a region name three buckets, and two are in AWS")
        .contains(
            "FlagStores=fairlead-aws-azure-flags-ireland,fairlead-aws-azure-flags-virginia,fairlead-aws-azure-flags-ireland ");
  }

  @Test
  void tokens_cross_with_the_store_in_either_cloud_and_their_endpoint_opens_both()
      throws IOException {
    Path file = folder.resolve("fairlead.yaml");
    Path checkout = checkout();
    String text = Files.readString(file);
    Files.writeString(file, text + tokens("dynamo: {table: feeds, location: eu-west-1}"));

    String inAws = CommandLineRun.in(folder, "stacks", "--templates", "checkout/infra/aws").out();
    assertThat(inAws)
        .contains(
            "TokenStore=feeds TokenTable=own TokenKeys=arn:aws:s3:::",
            "tokenTable=own tokenStore= 'tokenIdentities=[]'",
            "TokenStore=feeds 'TokenFeeds=tokens/feed.frankfurt/*'",
            "--template-file tokens-region-aws-azure.yaml");
    assertThat(Files.readString(folder.resolve("tokens-region-aws-azure.yaml")))
        .isEqualTo(
            Files.readString(checkout.resolve("tokens.yaml"))
                .replace(
                    "../../functions/aws/target/fairlead-aws.zip",
                    "checkout/functions/aws/target/fairlead-aws-azure.zip"));

    Files.writeString(file, text + tokens("table: {account: fairleadstate, table: feeds}"));
    String inAzure = CommandLineRun.in(folder, "stacks", "--templates", "checkout/infra/aws").out();
    assertThat(inAzure)
        .contains(
            "'TokenStore=\"\"' TokenTable=own TokenKeys=arn:aws:s3:::",
            "tokenTable=own tokenStore=feeds",
            "the introspection endpoint of region ireland: add AzureTenant=ID");
    String bills = CommandLineRun.in(folder, "cost").out();
    assertThat(bills.lines().filter(line -> line.startsWith("tokens ")))
        .as("of AWS: compute, runs, schedule, reads, writes; of Azure: calls")
        .hasSize(6);
  }

  private static String tokens(String store) {
    StringBuilder tokens = new StringBuilder("\ntokens:\n  issuer: https://t.example.com\n");
    tokens.append("  store: {").append(store).append("}\n  regions:\n");
    List.of(
            List.of("ireland", "dynamo: {table: own, location: eu-west-1}"),
            List.of("frankfurt", "table: {account: fairleadstate, table: own}"))
        .forEach(
            region ->
                tokens.append(
                    """
                        %1$s:
                          audience: https://%1$s.example.com
                          %2$s
                          keys: {k: MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=}
                          boxes: [{key: %1$s, public: "MCowBQYDK2VuAyEAhSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=", file: b}]
                          introspection: {callers: {gateway: "correct-horse-battery"}}
                    """
                        .formatted(region.get(0), region.get(1))));
    return tokens.toString();
  }

  @Test
  void regions_of_aws_get_the_package_that_opens_azure_too_and_the_other_way_round()
      throws IOException {
    Path checkout = checkout();

    CommandLineRun said = CommandLineRun.in(folder, "stacks", "--templates", "checkout/infra");

    assertThat(said.code()).as(said.err()).isEqualTo(ExitCode.DONE);
    assertThat(said.err())
        .contains("from checkout/functions/aws/target/fairlead-aws-azure.zip, which is not there");
    assertThat(said.out())
        .contains("--template-file region-aws-azure.yaml", "target/fairlead-azure-aws.zip")
        .contains("checkout/infra/aws/abroad.yaml", "checkout/infra/azure/fleet.json")
        .doesNotContain("/region.yaml", "fairlead-azure.zip");
    assertThat(Files.readString(folder.resolve("region-aws-azure.yaml")))
        .isEqualTo(
            Files.readString(checkout.resolve("region.yaml"))
                .replace(
                    "../../functions/aws/target/fairlead-aws.zip",
                    "checkout/functions/aws/target/fairlead-aws-azure.zip"));
  }

  @Test
  void the_folder_of_either_cloud_names_the_other_one_and_one_without_templates_is_refused()
      throws IOException {
    checkout();

    String all = CommandLineRun.in(folder, "stacks", "--templates", "checkout/infra").out();

    for (String cloud : new String[] {"aws", "azure"}) {
      CommandLineRun said =
          CommandLineRun.in(folder, "stacks", "--templates", "checkout/infra/" + cloud);
      assertThat(said.out()).isEqualTo(all);
    }
    assertThat(CommandLineRun.in(folder, "stacks", "--templates", "checkout").err())
        .contains(
            "--templates checkout has neither region.yaml nor aws/region.yaml: name the folder"
                + " infra of a checkout.");
  }

  @Test
  void sets_that_functions_bring_from_the_other_cloud_may_be_read_there() throws IOException {
    Path file = folder.resolve("fairlead.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            + """

            replication:
              keys: {k: MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=}
              sets:
                from-blob:
                  master: frankfurt
                  store: {blob: {account: shopartifacts, container: gateway}}
                  regions: {ireland: {into: {s3: {bucket: shop-copies, location: eu-west-1}}}}
                from-s3:
                  master: ireland
                  store: {s3: {bucket: shop-artifacts, location: eu-west-1, prefix: all}}
                  regions: {frankfurt: {into: {blob: {account: shopcopies, container: sets}}}}
            """);

    CommandLineRun run = CommandLineRun.in(folder, "stacks");

    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .contains(
            "# artifact sets in shopartifacts/gateway, for the regions of AWS to read by the first"
                + " identity here",
            "# artifact sets in shopcopies/sets, for region frankfurt to read and write",
            "SeenSets=arn:aws:s3:::shop-artifacts/all/sets/from-s3/*,arn:aws:s3:::shop-artifacts/all/sha256/*",
            "SeenBuckets=arn:aws:s3:::shop-artifacts");
    assertThat(run.out().lines())
        .filteredOn(line -> line.contains("shopartifacts"))
        .last()
        .asString()
        .contains("Fairlead topology aws-azure", "--name fairlead-aws-azure-frankfurt ");
  }

  @Test
  void the_template_that_lacks_its_zip_is_named_as_it_is_deployed() throws IOException {
    checkout();

    assertThat(CommandLineRun.in(folder, "stacks", "--templates", "checkout/infra").err())
        .contains(
            "region-aws-azure.yaml takes the functions from"
                + " checkout/functions/aws/target/fairlead-aws-azure.zip, which is not there")
        .doesNotContain(": region.yaml");
  }

  @Test
  void regions_in_azure_get_a_role_in_aws_whose_command_says_what_to_add() {
    String out = CommandLineRun.in(folder, "stacks").out();
    String role =
        out.lines().filter(line -> line.contains("abroad.yaml")).findFirst().orElseThrow();

    assertThat(out).contains("add Tenant=ID, Audience=URI and Principals=ID,ID");
    assertThat(role)
        .contains("--stack-name fairlead-aws-azure-abroad", "CAPABILITY_NAMED_IAM")
        .contains(" Locations=eu-west-1,us-east-1 ", "HostedZones=Z0123456789ABCDEFGHIJ")
        .contains("RecordNames=_fairlead.orders.example.com,eu.orders.example.com,");
    assertThat(out)
        .contains("region frankfurt (watched from its own place, better name another as watch");
  }

  @Test
  void each_command_comes_after_those_whose_answers_it_needs() {
    List<String> out = CommandLineRun.in(folder, "stacks").out().lines().toList();

    assertThat(
            Stream.of(
                    "fleet.json",
                    "az identity show",
                    "region.yaml",
                    "federated-credential",
                    "az ad sp create",
                    "abroad.yaml",
                    "region.json",
                    "s3 cp",
                    "blob upload",
                    "config-zip",
                    "global.yaml --stack")
                .map(each -> indexOf(out, each)))
        .isSorted()
        .doesNotContain(-1);
  }

  private static int indexOf(List<String> lines, String part) {
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith("#") && lines.get(i).contains(part)) {
        return i;
      }
    }
    return -1;
  }

  @Test
  void a_zone_in_aws_of_a_fleet_in_azure_has_checks_and_the_role_and_no_regions()
      throws IOException {
    Files.delete(folder.resolve("fairlead.yaml"));
    CommandLineRun.in(folder, "init", "azure");
    Path file = folder.resolve("fairlead.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace(
                "{external: {by: the network team}}",
                "{route53: {hostedZone: Z0123456789ABCDEFGHIJ}}"));

    CommandLineRun said = CommandLineRun.in(folder, "stacks");

    assertThat(said.code()).as(said.err()).isEqualTo(ExitCode.DONE);
    assertThat(said.out())
        .contains("# the role of the regions in Azure", "# the checks, after the regions")
        .contains("--region us-east-1 --capabilities", "Locations= FlagStores= RegisterTable= ")
        .doesNotContain("sam deploy");
    JsonNode template = YAMLMapper.shared().readTree(folder.resolve("global.yaml").toFile());
    assertThat(template.path("Resources").toString())
        .contains("blob.core.windows.net")
        .doesNotContain("Silence", "ticks-stopped");
    assertThat(template.path("Outputs").propertyNames()).containsExactly("Fleet", "Checks");
  }

  @Test
  void a_profile_of_azure_of_a_fleet_in_aws_has_an_identity_with_the_role_on_its_group()
      throws IOException {
    Path file = folder.resolve("fairlead.yaml");
    Files.copy(
        CommandReferenceTest.root().resolve("examples/aws-three-regions.yaml"),
        file,
        StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst(
                "\\{route53: \\{hostedZone: \\w+}}",
                "{azureDns: {subscription: 00000000-0000-4000-8000-000000000001,"
                    + " resourceGroup: dns}}")
            .replace("mode: ramp", "mode: manual")
            .replace("ireland: 60, frankfurt: 40", "ireland: 50, frankfurt: 50")
            .replace("capacity: 500", "capacity: 900"));

    CommandLineRun said = CommandLineRun.in(folder, "stacks");

    assertThat(said.code()).as(said.err() + said.out()).isEqualTo(ExitCode.DONE);
    assertThat(said.out())
        .contains("# the identity and role of the regions elsewhere, once")
        .contains("'regions=[{\"name\":\"abroad\",\"location\":\"westeurope\"}]'")
        .contains("'zoneGroups=[\"dns\"]'", "add AzureTenant=ID")
        .contains("--identity-name fairlead-aws-three-regions-abroad --name aws-paris")
        .doesNotContain("az functionapp", "abroad.yaml", "the ids of the checks");
    assertThat(Files.readString(folder.resolve("global.yaml")))
        .as("no record of such a zone carries a check")
        .contains("Silence")
        .doesNotContain("flags/", "Checks:");
    assertThat(said.err()).contains("subscriptions 00000000-0000-4000-8000-000000000001");
  }

  /** The templates of both clouds as a checkout has them. */
  private Path checkout() throws IOException {
    for (String file : new String[] {"aws/region.yaml", "aws/tokens.yaml", "azure/fleet.json"}) {
      Path copy = folder.resolve("checkout/infra").resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(CommandReferenceTest.root().resolve("infra").resolve(file), copy);
    }
    return folder.resolve("checkout/infra/aws");
  }
}
