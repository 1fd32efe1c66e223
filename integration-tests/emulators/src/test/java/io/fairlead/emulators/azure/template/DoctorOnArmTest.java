package io.fairlead.emulators.azure.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import io.fairlead.azure.arm.ArmClient;
import io.fairlead.azure.client.AzureAccess;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.identity.NoToken;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.emulators.twin.arm.ArmTwin;
import io.fairlead.emulators.twin.arm.Grants;
import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.emulators.twin.arm.ResourceKind;
import io.fairlead.emulators.twin.arm.identity.FunctionApps;
import io.fairlead.emulators.twin.arm.identity.ManagedIdentities;
import io.fairlead.emulators.twin.arm.network.Network;
import io.fairlead.wiring.azure.doctor.IdentityExamination;
import io.fairlead.wiring.azure.doctor.RoleExamination;
import io.fairlead.wiring.region.Cause;
import io.fairlead.wiring.region.Finding;
import io.fairlead.wiring.stack.AzureStacks;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The identities and roles that the templates make, on the twin, as doctor reads them. */
class DoctorOnArmTest {
  private static final String ME = "anna";

  private final TwinClock clock = new TwinClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final List<Deployed> all = new ArrayList<>();
  private ArmTwin twin;
  private AzureStacks stacks;

  @BeforeEach
  void deploy() throws IOException {
    List<ResourceKind> kinds = new ArrayList<>(Network.kinds());
    kinds.add(new ManagedIdentities());
    kinds.add(new FunctionApps());
    twin = new ArmTwin(clock, kinds);
    stacks = Starter.withTokens();
    all.addAll(Starter.fleet(stacks));
    for (String region : stacks.scopes().keySet()) {
      all.addAll(Starter.region(stacks, region));
    }
    all.forEach(this::make);
    sender();
  }

  /**
   * A role of Azure's own.
   *
   * @see <a
   *     href="https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/integration#eventgrid-data-sender">EventGrid
   *     Data Sender</a>
   */
  private void sender() {
    ObjectNode role = JsonMapper.shared().createObjectNode();
    role.put("roleName", "EventGrid Data Sender").put("type", "BuiltInRole");
    ObjectNode permissions = role.putArray("permissions").addObject();
    permissions
        .putArray("actions")
        .add("Microsoft.Authorization/*/read")
        .add("Microsoft.EventGrid/topics/read");
    permissions.putArray("notActions");
    permissions.putArray("dataActions").add("Microsoft.EventGrid/events/send/action");
    permissions.putArray("notDataActions");
    role.putArray("assignableScopes").add("/");
    twin.roles()
        .grants()
        .define(
            "/subscriptions/"
                + Starter.SUBSCRIPTION
                + "/providers/Microsoft.Authorization/roleDefinitions/d5a91429-5739-47e2-a06b-3470a27159e7",
            role);
  }

  @AfterEach
  void stop() {
    assertThat(twin.outside()).isEmpty();
    twin.close();
  }

  private void make(Deployed each) {
    switch (each.type()) {
      case "Microsoft.Authorization/roleDefinitions" ->
          twin.roles().grants().define(each.id(), (ObjectNode) each.properties());
      case "Microsoft.Authorization/roleAssignments" ->
          twin.roles()
              .grants()
              .assign(
                  new Grants.Assignment(
                      each.properties().path("principalId").asString(),
                      each.scope().orElse(each.place().id()),
                      each.properties().path("roleDefinitionId").asString()));
      case "Microsoft.ManagedIdentity/userAssignedIdentities" -> {
        ResourceId id = ResourceId.of(each.id());
        ObjectNode body = id.body().put("location", each.body().path("location").asString());
        body.putObject("properties").put("principalId", "principalId of " + each.id());
        twin.put(id, body);
      }
      case "Microsoft.Web/sites" -> {
        ObjectNode body = ResourceId.of(each.id()).body();
        body.setAll(each.body());
        body.put("name", each.name()).remove(List.of("apiVersion", "dependsOn"));
        // What Azure answers to a GET has no settings in it, and no field that is null.
        ObjectNode properties = (ObjectNode) each.properties();
        properties.remove("siteConfig");
        properties.properties().removeIf(field -> field.getValue().isNull());
        twin.put(ResourceId.of(each.id()), body);
      }
      default -> {
        // Nothing that doctor reads.
      }
    }
  }

  @Test
  void what_the_templates_grant_is_all_that_every_region_needs() {
    for (String region : stacks.scopes().keySet()) {
      assertThat(roles(region)).as(region).isEmpty();
    }
  }

  @Test
  void an_action_that_a_role_lacks_is_named_with_the_role_and_the_place() {
    Deployed role =
        all.stream()
            .filter(each -> each.type().equals("Microsoft.Authorization/roleDefinitions"))
            .filter(each -> each.properties().toString().contains("Fairlead addresses"))
            .findFirst()
            .orElseThrow();
    ObjectNode properties = ((ObjectNode) role.properties()).deepCopy();
    ArrayNode actions = (ArrayNode) properties.at("/permissions/0/actions");
    actions.removeIf(each -> each.asString().contains("networkInterfaces/write"));
    twin.roles().grants().define(role.id(), properties);

    assertThat(roles("paris"))
        .hasSize(3)
        .extracting(Finding::sentence)
        .anyMatch(
            line ->
                line.startsWith(
                    "identity/paris: expected role 'Fairlead addresses azure-three-regions' on"
                        + " /subscriptions/"
                        + Starter.SUBSCRIPTION
                        + "/resourceGroups/gateways-westeurope, found it lacks"
                        + " Microsoft.Network/networkInterfaces/write;"));
  }

  @Test
  void a_role_that_was_taken_is_named_by_its_data_actions() {
    String flags =
        Starter.at(stacks, "amsterdam").id()
            + "/providers/Microsoft.Storage/storageAccounts/fairleadwesteurope/blobServices/default/containers/flags";
    twin.roles().grants().takeAway(flags);

    assertThat(roles("paris"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.level()).isEqualTo(Finding.Level.ERROR);
              assertThat(finding.expected()).contains("'Fairlead flags", flags);
              assertThat(finding.found())
                  .contains("containers/blobs/delete", "containers/blobs/read", "blobs/write");
            });
  }

  @Test
  void a_table_of_tokens_that_only_others_may_use_is_named() {
    String tables =
        Starter.at(stacks, "paris").id()
            + "/providers/Microsoft.Storage/storageAccounts/fairleadfrance/tableServices/default/tables/";
    twin.roles().grants().takeAway(tables + "feeds");

    assertThat(roles("amsterdam")).isEmpty();
    assertThat(roles("frankfurt"))
        .singleElement()
        .extracting(Finding::sentence)
        .asString()
        .contains(
            "'Fairlead tokens azure-three-regions' on " + tables + "feeds",
            "tables/entities/add/action",
            "tables/entities/read",
            "tables/entities/update/action");
    twin.roles().grants().takeAway(tables + "tokens");
    assertThat(roles("paris")).hasSize(2);
    assertThat(roles("frankfurt")).hasSize(1);
  }

  @Test
  void a_topic_that_a_regions_functions_may_not_publish_to_is_named() throws IOException {
    twin.roles().grants().takeAway(stacks.topicId("paris"));

    assertThat(roles("frankfurt")).isEmpty();
    assertThat(roles("paris"))
        .singleElement()
        .extracting(Finding::sentence)
        .asString()
        .startsWith(
            "notices/paris: expected role 'EventGrid Data Sender' on "
                + stacks.topicId("paris")
                + ", found it lacks Microsoft.EventGrid/events/send/action");
    stacks = Starter.stacks(Starter.text("fairlead-azure-three-regions-paris.f", "notices.f"));
    assertThat(roles("paris"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.level()).isEqualTo(Finding.Level.WARNING);
              assertThat(finding.found()).startsWith("https://notices.francecentral-1.");
            });
  }

  @Test
  void a_region_without_a_function_app_is_a_warning_because_a_run_may_be_elsewhere() {
    twin.delete(ResourceId.of(stacks.identity("paris")));

    assertThat(roles("paris"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.level()).isEqualTo(Finding.Level.WARNING);
              assertThat(finding.found()).contains("no function app of this fleet");
            });
  }

  @Test
  void an_app_that_is_stopped_or_gone_is_an_error_and_what_to_do() {
    edit("paris", body -> body.withObjectProperty("properties").put("enabled", false));
    twin.delete(ResourceId.of(stacks.appId("frankfurt")));

    assertThat(roles("paris"))
        .singleElement()
        .extracting(Finding::sentence)
        .asString()
        .startsWith("app/paris: expected one that runs, found disabled; start it, or deploy");
    assertThat(roles("frankfurt"))
        .singleElement()
        .extracting(Finding::sentence)
        .asString()
        .startsWith(
            "app/frankfurt: expected fairleadgermany-fairlead in resource group"
                + " fairlead-azure-three-regions-frankfurt, found none; deploy it");
    assertThat(roles("amsterdam")).isEmpty();
  }

  @Test
  void an_app_with_another_runtime_network_quota_or_identity_is_told_of_each() {
    edit(
        "paris",
        app -> {
          ((ObjectNode) app.at("/properties/functionAppConfig/runtime")).put("version", "21");
          ((ObjectNode) app.path("properties"))
              .put("usageState", "Exceeded")
              .put("virtualNetworkSubnetId", "/subscriptions/s/subnets/elsewhere");
          ((ObjectNode) app.at("/identity/userAssignedIdentities")).removeAll();
        });

    assertThat(roles("paris"))
        .extracting(Finding::found)
        .containsExactly(
            "Exceeded", "java 21", "others alone", "subnet /subscriptions/s/subnets/elsewhere");
  }

  private void edit(String region, Consumer<ObjectNode> change) {
    ResourceId app = ResourceId.of(stacks.appId(region));
    ObjectNode body = twin.state().find(app).orElseThrow().body();
    change.accept(body);
    twin.put(app, body);
  }

  @Test
  void no_identity_is_one_cause_that_hides_all_of_azure_and_nothing_else() {
    Optional<Cause> cause =
        identity(
            _ -> {
              throw new NoToken("nobody gives tokens here");
            });

    assertThat(cause)
        .hasValueSatisfying(
            found -> {
              assertThat(found.bars()).isTrue();
              assertThat(found.finding().sentence())
                  .contains("nobody gives tokens here", "AZURE_FEDERATED_TOKEN_FILE");
              assertThat(
                      List.of("storage/paris", "region/paris", "address/paris/front", "register"))
                  .allMatch(found.hides());
              assertThat(List.of("zone/orders.example.com", "region/elsewhere", "clock"))
                  .noneMatch(found.hides());
            });
  }

  @Test
  void an_identity_whose_tokens_are_over_is_told_once_and_hides_addresses_alone() {
    assertThat(identity(token())).isEmpty();
    twin.roles().expire(ME);

    assertThat(identity(token()))
        .hasValueSatisfying(
            found -> {
              assertThat(found.bars()).isFalse();
              assertThat(found.finding().found()).contains("ExpiredAuthenticationToken");
              assertThat(List.of("address/paris/front", "identity/paris")).allMatch(found.hides());
              assertThat(List.of("storage/paris", "region/paris")).noneMatch(found.hides());
            });
  }

  @Test
  void zones_at_azure_are_hidden_with_the_identity_that_cannot_ask_for_them() throws IOException {
    twin.roles().expire(ME);

    assertThat(new IdentityExamination(clients(token()), Starter.inAzureDns(), deadline()).cause())
        .hasValueSatisfying(
            found -> {
              assertThat(found.hides().test("zone/orders.example.com")).isTrue();
              assertThat(found.hides().test("zone/elsewhere.example.com")).isFalse();
            });
  }

  @Test
  void without_a_region_there_the_identity_and_role_of_regions_elsewhere_are_looked_at()
      throws IOException {
    AzureStacks zone = Starter.zoneOfAws();
    Starter.fleet(zone).forEach(this::make);
    RoleExamination roles = new RoleExamination(new ArmClient(clients(token())), zone, deadline());

    assertThat(zone.identified()).containsExactly("abroad");
    assertThat(roles.region("abroad")).isEmpty();
    twin.roles()
        .grants()
        .takeAway("/subscriptions/" + Starter.SUBSCRIPTION + "/resourceGroups/dns");
    assertThat(roles.region("abroad"))
        .singleElement()
        .extracting(Finding::sentence)
        .asString()
        .contains("identity/abroad: expected role 'Fairlead zones ", "dnsZones/A/write");
    twin.roles().expire(ME);
    assertThat(new IdentityExamination(clients(token()), zone, deadline()).cause())
        .hasValueSatisfying(found -> assertThat(found.hides()).accepts("zone/orders.example.com"));
  }

  private List<Finding> roles(String region) {
    return new RoleExamination(new ArmClient(clients(token())), stacks, deadline()).region(region);
  }

  private Optional<Cause> identity(TokenCredential credential) {
    return new IdentityExamination(clients(credential), stacks, deadline()).cause();
  }

  private AzureClients clients(TokenCredential credential) {
    return new AzureClients(
        new AzureAccess(credential, clock, HttpClient::newBuilder, twin.endpoint()));
  }

  private static TokenCredential token() {
    return _ ->
        Mono.just(new AccessToken(ME, OffsetDateTime.of(2100, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)));
  }

  private Instant deadline() {
    return clock.instant().plusSeconds(20);
  }
}
