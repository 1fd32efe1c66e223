package io.fairlead.emulators.azure.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.identity.AzureIdentity;
import io.fairlead.functionapp.Functions;
import io.fairlead.parts.Workspace;
import io.fairlead.wiring.azure.AzurePorts;
import io.fairlead.wiring.function.TickLine;
import io.fairlead.wiring.stack.AzureRole;
import io.fairlead.wiring.stack.AzureStacks;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What region.json makes with the parameters that {@code fairlead stacks} gives it. */
class RegionTemplateTest {
  private static final String REGION = "paris";

  /** What a region may cost a month. */
  private static final int DOLLARS = 12;

  /** Variables that the code reads and no template sets, and why. */
  private static final Map<String, String> NOT_OF_THE_TEMPLATE =
      Map.of(
          "AZURE_AUTHORITY_HOST", "applications of other clouds",
          "AZURE_CLIENT_SECRET", "applications",
          "AZURE_FEDERATED_TOKEN_FILE", "workload identities",
          "AZURE_POD_IDENTITY_AUTHORITY_HOST", "machines whose tokens come from elsewhere",
          "AZURE_TENANT_ID", "applications and workload identities",
          "FAIRLEAD_ARM_ENDPOINT", "other places than the public cloud's",
          "FAIRLEAD_TOPOLOGY_KEY", "emulators",
          "IDENTITY_ENDPOINT", "the platform sets it",
          "IDENTITY_HEADER", "the platform sets it");

  /** Settings that the functions' host reads, and not our code. */
  private static final Pattern OF_THE_HOST =
      Pattern.compile("AzureWebJobsStorage__.*|APPLICATIONINSIGHTS_.*");

  private static final String FAR =
      """
          cloud: azure
          location: northeurope
          jurisdiction: EU
          witness: true
          azure:
            subscription: 00000000-0000-4000-8000-000000000001
            resourceGroup: gateways-westeurope
            storage: {account: fairleadfar, container: state}
            flags: {container: flags}
      """
          .indent(2);

  private static AzureStacks stacks;
  private static List<Deployed> all;

  @BeforeAll
  static void deploy() throws IOException {
    stacks = Starter.stacks();
    all = Starter.region(stacks, REGION);
  }

  @Test
  void the_settings_are_those_that_the_code_reads_and_no_others() throws IOException {
    SortedSet<String> set = new TreeSet<>(settings().keySet());
    set.removeIf(name -> OF_THE_HOST.matcher(name).matches());
    assertThat(set.remove("AWS_ROLE_ARN")).as("what AWS's adapters read").isTrue();

    SortedSet<String> read = new TreeSet<>(ReadVariables.of(Functions.class));
    read.addAll(ReadVariables.of(AzureIdentity.class));
    read.addAll(ReadVariables.of(AzurePorts.class));
    read.removeAll(NOT_OF_THE_TEMPLATE.keySet());
    assertThat(set).isEqualTo(read);
  }

  @Test
  void every_name_on_the_operations_page_is_of_something_that_is_made() throws IOException {
    String fleet = stacks.topology().fleet().name();
    SortedSet<String> made = new TreeSet<>();
    all.forEach(each -> made.add(each.name().replace(fleet, "FLEET").replace(REGION, "REGION")));
    String page = Files.readString(Workspace.top().resolve("docs/operations/azure.md"));

    SortedSet<String> named = new TreeSet<>();
    Pattern.compile("fairlead-FLEET[-a-zA-Z]*")
        .matcher(page)
        .results()
        .forEach(found -> named.add(found.group()));

    assertThat(named).hasSizeGreaterThan(1);
    assertThat(made).containsAll(named);
  }

  @Test
  void the_settings_name_the_region_its_topology_and_its_identity() {
    assertThat(settings())
        .containsEntry("FAIRLEAD_REGION", REGION)
        .containsEntry(
            "FAIRLEAD_TOPOLOGY",
            "https://fairleadfrance.blob.core.windows.net/config/fairlead.yaml")
        .containsEntry("AZURE_CLIENT_ID", "clientId of " + stacks.identity(REGION))
        .containsEntry("AzureWebJobsStorage__accountName", "fairleadfrancehost")
        .containsEntry("AzureWebJobsStorage__credential", "managedidentity")
        .containsEntry("AzureWebJobsStorage__clientId", "clientId of " + stacks.identity(REGION));
    assertThat(settings().keySet()).noneMatch(name -> name.matches(".*(KEY|SECRET|PASSWORD).*"));
  }

  @Test
  void the_app_runs_on_java_25_on_the_smallest_instances_of_flex_consumption() {
    JsonNode site = only("Microsoft.Web/sites").properties();

    assertThat(site.at("/functionAppConfig/runtime/name").asString()).isEqualTo("java");
    assertThat(site.at("/functionAppConfig/runtime/version").asString()).isEqualTo("25");
    assertThat(site.at("/functionAppConfig/scaleAndConcurrency/instanceMemoryMB").asInt())
        .isEqualTo(512);
    assertThat(site.at("/functionAppConfig/deployment/storage/value").asString())
        .isEqualTo("https://fairleadfrancehost.blob.core.windows.net/packages");
    assertThat(site.path("virtualNetworkSubnetId").isNull()).isTrue();
    assertThat(only("Microsoft.Web/serverfarms").body().at("/sku/name").asString())
        .isEqualTo("FC1");
  }

  @Test
  void every_identity_writes_state_and_flags_and_only_the_regions_own_reads_its_topology() {
    String containers =
        Starter.at(stacks, REGION).id()
            + "/providers/Microsoft.Storage/storageAccounts/fairleadfrance/blobServices/default/containers/";

    assertThat(principals(containers + "state", AzureRole.STATE)).hasSize(3);
    assertThat(principals(containers + "flags", AzureRole.FLAGS)).hasSize(3);
    assertThat(principals(containers + "config", AzureRole.TOPOLOGY))
        .containsExactly("principalId of " + stacks.identity(REGION));
    assertThat(all)
        .filteredOn(each -> each.type().equals("Microsoft.Authorization/roleAssignments"))
        .filteredOn(each -> !each.left())
        .hasSize(9);
  }

  @Test
  void anybody_may_read_a_flag_and_nothing_besides() throws IOException {
    assertThat(access()).containsEntry("flags", "Blob").containsEntry("state", "None");
    assertThat(access()).containsEntry("config", "None").containsEntry("packages", "None");

    var parameters = stacks.parameters(REGION);
    parameters.put("flagAccess", JsonMapper.shared().readTree("\"private\""));
    assertThat(
            ArmTemplate.read("region.json")
                .deployed(parameters, Starter.at(stacks, REGION))
                .stream()
                .filter(each -> each.type().equals("Microsoft.Storage/storageAccounts"))
                .map(each -> each.properties().path("allowBlobPublicAccess").asBoolean(true)))
        .containsExactly(false, false);
  }

  @Test
  void a_region_without_a_flag_store_has_no_container_for_it() throws IOException {
    AzureStacks without =
        Starter.stacks(
            Starter.text("      flags: {container: flags}             # health", "      # health")
                .replace(
                    "mode: observe", "state: {cells: [amsterdam, frankfurt, paris]}\nmode: observe")
                .replace("  paris:\n    cloud", "  far:\n" + FAR + "  paris:\n    cloud"));

    assertThat(Starter.region(without, "amsterdam"))
        .filteredOn(each -> each.left() && each.type().endsWith("/containers"))
        .hasSize(1);
  }

  @Test
  void ticks_that_stop_are_told_from_another_place_by_what_a_ticks_line_has() {
    Deployed alert = only("Microsoft.Insights/scheduledQueryRules");
    JsonNode condition = alert.properties().at("/criteria/allOf/0");
    String query = condition.path("query").asString();

    assertThat(alert.body().path("location").asString())
        .isEqualTo(
            only("Microsoft.OperationalInsights/workspaces").body().path("location").asString())
        .isNotEqualTo(stacks.location(REGION));
    assertThat(condition.path("operator").asString()).isEqualTo("LessThan");
    assertThat(condition.path("threshold").asInt()).isEqualTo(1);
    assertThat(alert.properties().path("windowSize").asString()).isEqualTo("PT10M");
    assertThat(query).contains("== \"tick\"", "== \"" + REGION + "\"");
    JsonNode line =
        JsonMapper.shared()
            .readTree(
                new TickLine(REGION, Instant.EPOCH, TickLine.MetricsForm.BY_NAME)
                    .failed("no topology", Duration.ZERO));
    Pattern.compile("line\\.([A-Za-z]+)")
        .matcher(query)
        .results()
        .forEach(field -> assertThat(line.has(field.group(1))).as(field.group(1)).isTrue());
    assertThat(line.path("kind").asString()).isEqualTo("tick");
    assertThat(alert.properties().at("/actions/actionGroups/0").asString())
        .isEqualTo(only("Microsoft.Insights/actionGroups").id());
  }

  @Test
  void people_are_mailed_and_a_webhook_gets_notices_where_they_are_named() throws IOException {
    assertThat(only("Microsoft.Insights/actionGroups").properties().path("emailReceivers"))
        .isEmpty();
    var parameters = stacks.parameters(REGION);
    parameters.put("noticeEmail", JsonMapper.shared().readTree("\"anna@example.com\""));
    parameters.put("noticeWebhook", JsonMapper.shared().readTree("\"https://example.com/h\""));
    List<Deployed> told =
        ArmTemplate.read("region.json").deployed(parameters, Starter.at(stacks, REGION));

    assertThat(told)
        .filteredOn(each -> each.type().equals("Microsoft.Insights/actionGroups"))
        .singleElement()
        .satisfies(
            group ->
                assertThat(group.properties().at("/emailReceivers/0/emailAddress").asString())
                    .isEqualTo("anna@example.com"));
    assertThat(told)
        .filteredOn(each -> each.type().endsWith("/eventSubscriptions") && !each.left())
        .hasSize(1);
  }

  @Test
  void what_the_region_costs_above_its_budget_is_told_to_those_who_hear_of_stopped_ticks()
      throws IOException {
    assertThat(only("Microsoft.Consumption/budgets").left()).isTrue();
    var parameters = stacks.parameters(REGION);
    parameters.put("budgetStart", JsonMapper.shared().readTree("\"2026-01-01\""));
    List<Deployed> told =
        ArmTemplate.read("region.json").deployed(parameters, Starter.at(stacks, REGION));
    TemplateProofs.needsAreMet(told);
    Deployed budget =
        told.stream()
            .filter(each -> each.type().equals("Microsoft.Consumption/budgets"))
            .findFirst()
            .orElseThrow();

    assertThat(budget.left()).isFalse();
    assertThat(budget.place()).isEqualTo(Starter.at(stacks, REGION));
    assertThat(budget.properties().path("amount").asInt()).isEqualTo(DOLLARS);
    assertThat(budget.properties().path("timeGrain").asString()).isEqualTo("Monthly");
    assertThat(budget.properties().at("/timePeriod/startDate").asString()).isEqualTo("2026-01-01");
    assertThat(budget.properties().path("notifications"))
        .hasSize(2)
        .allSatisfy(
            each ->
                assertThat(each.path("contactGroups"))
                    .singleElement()
                    .extracting(JsonNode::asString)
                    .isEqualTo(only("Microsoft.Insights/actionGroups").id()));
    assertThat(budget.properties().at("/notifications/spent/thresholdType").asString())
        .isEqualTo("Actual");
    assertThat(Files.readString(Workspace.top().resolve("docs/operations/azure.md")))
        .contains("`budget=" + DOLLARS + "`");
  }

  @Test
  void its_topic_is_the_one_that_the_starter_publishes_to() {
    Deployed topic = only("Microsoft.EventGrid/topics");

    assertThat(stacks.topology().notices().toString())
        .contains(
            "https://%s.%s-1.eventgrid.azure.net/api/events"
                .formatted(topic.name(), topic.body().path("location").asString()));
    assertThat(topic.properties().path("inputSchema").asString()).isEqualTo("CloudEventSchemaV1_0");
  }

  @Test
  void everything_that_is_needed_before_is_there_and_outputs_are_what_was_meant()
      throws IOException {
    for (String region : stacks.scopes().keySet()) {
      List<Deployed> deployed = Starter.region(stacks, region);
      TemplateProofs.needsAreMet(deployed);
      TemplateProofs.namesFit(deployed);
    }
    JsonNode outputs =
        ArmTemplate.read("region.json")
            .outputs(stacks.parameters(REGION), Starter.at(stacks, REGION));
    assertThat(outputs.propertyNames())
        .containsExactly(
            "fleet",
            "region",
            "storage",
            "flags",
            "flagAccess",
            "topology",
            "identity",
            "notices",
            "app");
    assertThat(outputs.at("/storage/value").asString())
        .isEqualTo("https://fairleadfrance.blob.core.windows.net/state");
  }

  private static SortedMap<String, String> settings() {
    SortedMap<String, String> settings = new TreeMap<>();
    only("Microsoft.Web/sites")
        .properties()
        .at("/siteConfig/appSettings")
        .forEach(each -> settings.put(each.path("name").asString(), each.path("value").asString()));
    return settings;
  }

  private static SortedMap<String, String> access() {
    SortedMap<String, String> access = new TreeMap<>();
    all.stream()
        .filter(each -> each.type().endsWith("/containers"))
        .forEach(
            each ->
                access.put(
                    each.name().substring(each.name().lastIndexOf('/') + 1),
                    each.properties().path("publicAccess").asString()));
    return access;
  }

  private static List<String> principals(String scope, AzureRole role) {
    String id =
        "/subscriptions/"
            + Starter.SUBSCRIPTION
            + "/providers/Microsoft.Authorization/roleDefinitions/"
            + java.util.UUID.nameUUIDFromBytes(
                ("/subscriptions/" + Starter.SUBSCRIPTION + "-" + Starter.FLEET + "-" + role.word())
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return all.stream()
        .filter(each -> each.scope().orElse("").equals(scope))
        .filter(each -> each.properties().path("roleDefinitionId").asString().equals(id))
        .map(each -> each.properties().path("principalId").asString())
        .toList();
  }

  private static Deployed only(String type) {
    List<Deployed> found = all.stream().filter(each -> each.type().equals(type)).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }
}
