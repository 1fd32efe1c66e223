package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code init azure} writes, and how it is deployed. */
class StacksOnAzureTest {
  private static final String SUBSCRIPTION = "00000000-0000-4000-8000-000000000001";

  @TempDir private Path folder;

  private Path file;

  @BeforeEach
  void writeStarter() {
    assertThat(CommandLineRun.in(folder, "init", "azure").code()).isEqualTo(ExitCode.DONE);
    file = folder.resolve("fairlead.yaml");
  }

  @Test
  void the_starter_is_valid_observes_and_says_the_commands_that_stacks_says() throws IOException {
    assertThat(CommandLineRun.in(folder, "validate").code()).isEqualTo(ExitCode.DONE);
    assertThat(Files.readString(file)).contains("\nmode: observe").doesNotContain("host: 10.");
    Path other = Files.createDirectory(folder.resolve("other"));

    CommandLineRun said = CommandLineRun.in(other, "init", "azure");

    assertThat(said.out())
        .contains("Put in your own ids")
        .doesNotContain("Tag each Elastic IP")
        .endsWith(CommandLineRun.in(other, "stacks").out());
    try (var files = Files.list(other)) {
      assertThat(files).containsExactly(other.resolve("fairlead.yaml"));
    }
  }

  @Test
  void roles_come_before_regions_and_these_before_the_topology_and_the_code() {
    assertThat(purposes())
        .containsExactly(
            "roles, identities and resource groups on Azure, once for all",
            "region amsterdam",
            "region frankfurt",
            "region paris",
            "the topology, for region amsterdam",
            "the topology, for region frankfurt",
            "the topology, for region paris",
            "the functions of region amsterdam",
            "the functions of region frankfurt",
            "the functions of region paris");
  }

  @Test
  void every_command_says_the_whole_of_what_it_needs() {
    List<String> lines =
        CommandLineRun.in(folder, "stacks").out().lines().filter(l -> l.startsWith("az ")).toList();

    assertThat(lines.getFirst())
        .startsWith("az deployment sub create --subscription " + SUBSCRIPTION)
        .contains(
            "--template-file infra/azure/fleet.json",
            "'gatewayGroups=[\"gateways-francecentral\",\"gateways-germanywestcentral\",\"gateways-westeurope\"]'",
            "'zoneGroups=[]'");
    assertThat(lines.get(3))
        .contains(
            "--resource-group fairlead-azure-three-regions-paris",
            "account=fairleadfrance",
            "app=fairleadfrance-fairlead",
            "watchLocation=westeurope",
            "subnet=");
    assertThat(lines.get(6))
        .isEqualTo(
            "az storage blob upload --auth-mode login --account-name fairleadfrance"
                + " --container-name config --name fairlead.yaml --file fairlead.yaml --overwrite");
    assertThat(lines.get(9))
        .endsWith("--name fairleadfrance-fairlead --src functions/azure/target/fairlead-azure.zip");
  }

  @Test
  void whoever_writes_a_profile_gets_the_role_on_its_group() throws IOException {
    profiles(SUBSCRIPTION);

    assertThat(CommandLineRun.in(folder, "stacks").out()).contains("'zoneGroups=[\"dns\"]'");
  }

  @Test
  void a_profile_in_another_subscription_is_refused() throws IOException {
    profiles("00000000-0000-4000-8000-000000000002");

    assertThat(CommandLineRun.in(folder, "stacks").err())
        .contains("are in one subscription; the topology has");
  }

  /** A profile answers one name, and the starter has two. */
  private void profiles(String subscription) throws IOException {
    String profile =
        "{trafficManager: {subscription: %s, resourceGroup: dns, profile: %s, path: /flag}}";
    zone(
        "{external: {by: us}}\n  north.orders.example.com: "
            + profile.formatted(subscription, "north")
            + "\n  south.orders.example.com: "
            + profile.formatted(subscription, "south"));
    for (String part : new String[] {"north", "south"}) {
      String text = Files.readString(file);
      String name = "name: %s.orders.example.com,".formatted(part);
      assertThat(text).contains(name);
      Files.writeString(
          file, text.replace(name, name + " zone: %s.orders.example.com,".formatted(part)));
    }
  }

  @Test
  void functions_that_write_a_zone_of_route_53_open_aws_too() throws IOException {
    zone("{route53: {hostedZone: Z0123456789ABCDEFGHIJ}}");

    assertThat(CommandLineRun.in(folder, "stacks").out())
        .contains("--src functions/azure/target/fairlead-azure-aws.zip", "add awsRole=ARN");
  }

  private void zone(String host) throws IOException {
    String external = "{external: {by: the network team}}";
    String text = Files.readString(file);
    assertThat(text).contains(external);
    Files.writeString(file, text.replace(external, host));
  }

  @Test
  void placeholders_that_are_left_are_named() {
    assertThat(CommandLineRun.in(folder, "stacks").err())
        .contains("placeholders are left", "subscriptions " + SUBSCRIPTION)
        .contains("storage accounts fairleadfrance, fairleadgermany, fairleadwesteurope");
  }

  @Test
  void what_the_templates_do_not_make_is_refused_with_what_to_do() throws IOException {
    refused(
        "account: fairleadfrance, container: state",
        "account: fairleadgermany, container: other",
        "regions frankfurt and paris share the account 'fairleadgermany'");
    refused(
        "account: fairleadfrance,",
        "account: fairleadfranceisalong1,",
        "has 22 characters, and the template takes 20");
    refused(
        "fairleadfrance, container: state}",
        "fairleadfrance, container: config}",
        "keeps the topology of region paris in container 'config'");
    refused(
        "fairleadfrance, container: state}",
        "fairleadfrance, container: state, endpoint: \"https://blobs.example.com\"}",
        "leave 'regions.paris.azure.storage.endpoint' out");
    refused(
        "subscription: " + SUBSCRIPTION,
        "subscription: 00000000-0000-4000-8000-000000000002",
        "are in one subscription; the topology has");
  }

  @Test
  void tables_of_tokens_are_named_to_their_own_region_and_keys_are_copied_to_it_alone()
      throws IOException {
    TokensOnAzure.into(
        file,
        "account: fairleadfrance, table: feeds",
        new TreeMap<>(
            Map.of(
                "frankfurt", "account: fairleadgermany, table: tokens",
                "paris", "account: fairleadfrance, table: own")));
    String identity =
        "/subscriptions/%1$s/resourceGroups/fairlead-azure-three-regions-%2$s/providers/Microsoft.ManagedIdentity/userAssignedIdentities/fairlead-azure-three-regions-%2$s";

    List<String> lines =
        CommandLineRun.in(folder, "stacks").out().lines().filter(l -> l.startsWith("az ")).toList();

    assertThat(lines.get(1)).endsWith("tokenTable= tokenStore= 'tokenIdentities=[]'");
    assertThat(lines.get(2)).endsWith("tokenTable=tokens tokenStore= 'tokenIdentities=[]'");
    assertThat(lines.get(3))
        .endsWith(
            "tokenTable=own tokenStore=feeds 'tokenIdentities=[\"%s\",\"%s\"]'"
                .formatted(
                    identity.formatted(SUBSCRIPTION, "frankfurt"),
                    identity.formatted(SUBSCRIPTION, "paris")));
    assertThat(lines.subList(7, 11))
        .satisfiesExactly(
            line -> assertThat(line).contains("fairleadgermany", "--name frankfurt.box"),
            line -> assertThat(line).contains("fairleadgermany", "--name frankfurt.pem"),
            line -> assertThat(line).contains("fairleadfrance", "--name paris.box"),
            line -> assertThat(line).contains("fairleadfrance", "--name paris.pem"));
  }

  @Test
  void tables_of_tokens_that_the_templates_do_not_make_are_refused() throws IOException {
    String text = Files.readString(file);
    TokensOnAzure.into(
        file,
        "account: fairleadfrance, table: feeds",
        new TreeMap<>(Map.of("paris", "account: fairleadfrance, table: own")));

    refused(
        "table: {account: fairleadfrance, table: own}",
        "table: {account: fairleadgermany, table: own}",
        "'tokens.regions.paris.table' is in account 'fairleadgermany', which is that of region"
            + " frankfurt");
    refused(
        "table: feeds}",
        "table: feeds, endpoint: \"https://tables.example.com\"}",
        "leave 'tokens.store.table.endpoint' out");
    refused(
        "table: own}",
        "table: own, key: \"${TABLE_KEY:-c2VjcmV0}\"}",
        "leave 'tokens.regions.paris.table.key' out");
    Files.writeString(file, text);
  }

  @Test
  void a_topic_that_no_template_makes_is_granted_to_each_region_that_publishes_to_it()
      throws IOException {
    String own = "fairlead-azure-three-regions-paris.francecentral-1";
    assertThat(CommandLineRun.in(folder, "stacks").out()).doesNotContain("Data Sender");
    String text = Files.readString(file);
    assertThat(text).contains(own);
    Files.writeString(file, text.replace(own, "notices.francecentral-1"));

    assertThat(CommandLineRun.in(folder, "validate").out())
        .contains("the functions of paris publish to it by their identities");
    assertThat(CommandLineRun.in(folder, "stacks").out().lines())
        .filteredOn(line -> line.contains("Data Sender"))
        .singleElement()
        .asString()
        .contains(
            "az identity show --resource-group fairlead-azure-three-regions-paris",
            "notices.francecentral-1.eventgrid.azure.net/api/events");
  }

  @Test
  void whoever_publishes_gets_the_role_on_each_key_of_a_vault_that_signs() throws IOException {
    String version = "0123456789abcdef0123456789abcdef";
    Files.writeString(
        file,
        Files.readString(file)
            + """

            replication:
              keys: {k: MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE3agVuJMCKtm1Qjvka+S3PpvKGPvJg5F245CuAnKUxPiW295NUoxGGN8UGox9kBbKjohMSMtHR/eQpB4PsWETiA==}
              sets:
                gateway:
                  master: paris
                  sign: [{key: k, keyVault: "https://shop-signing.vault.azure.net/keys/artifact-sets/%s"}]
                  store: {blob: {account: shopartifacts, container: gateway}}
                  regions:
                    frankfurt: {into: {blob: {account: shopcopies, container: gateway}}}
            """
                .formatted(version));

    CommandLineRun run = CommandLineRun.in(folder, "stacks");

    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out().lines().toList().getLast())
        .contains(
            "az role assignment create --role \"Fairlead signing azure-three-regions\""
                + " --assignee PUBLISHER",
            "az keyvault show --name shop-signing",
            "/keys/artifact-sets\"")
        .doesNotContain(version);
  }

  @Test
  void a_node_that_the_functions_would_not_reach_is_refused() throws IOException {
    String text = Files.readString(file);
    Files.writeString(
        file, text.replace("minimumValidity: 3d}\n", "minimumValidity: 3d}\n    private: true\n"));

    refused(
        "host: 198.51.100.31",
        "host: 10.3.1.11",
        "do not reach node gw-1 of region paris at 10.3.1.11");
  }

  @Test
  void a_subnet_of_the_topology_is_the_functions_own() throws IOException {
    String subnet =
        "/subscriptions/"
            + SUBSCRIPTION
            + "/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/net/subnets/functions";
    String text = Files.readString(file);
    Files.writeString(
        file,
        text.replace("host: 198.51.100.31", "host: 10.3.1.11")
            .replace(
                "storage: {account: fairleadfrance,",
                "functions: {subnet: " + subnet + "}\n      storage: {account: fairleadfrance,")
            .replace("minimumValidity: 3d}\n", "minimumValidity: 3d}\n    private: true\n"));

    assertThat(CommandLineRun.in(folder, "stacks").out()).contains("subnet=" + subnet);
  }

  @Test
  void a_topology_that_reads_otherwise_without_this_machines_variables_is_refused()
      throws IOException {
    String text = Files.readString(file);
    Files.writeString(
        file,
        text.replace(
            "path: /health", "path: /health\n      headers: {X-By: \"${FAIRLEAD_OPERATOR}\"}"));

    CommandLineRun run = CommandLineRun.in(folder, "stacks");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("probes.orders.https.headers.X-By is '${FAIRLEAD_OPERATOR}'");
  }

  private void refused(String before, String after, String why) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(before);
    int at = text.lastIndexOf(before);
    Files.writeString(file, text.substring(0, at) + after + text.substring(at + before.length()));

    CommandLineRun run = CommandLineRun.in(folder, "stacks");

    assertThat(run.code()).as(run.err()).isNotEqualTo(ExitCode.DONE);
    assertThat(run.err()).contains(why);
    assertThat(run.out()).isEmpty();
    Files.writeString(file, text);
  }

  private List<String> purposes() {
    JsonNode commands =
        JsonMapper.shared()
            .readTree(CommandLineRun.in(folder, "stacks", "-o", "json").out())
            .path("commands");
    return StreamSupport.stream(commands.spliterator(), false)
        .map(each -> each.path("purpose").asString())
        .toList();
  }
}
