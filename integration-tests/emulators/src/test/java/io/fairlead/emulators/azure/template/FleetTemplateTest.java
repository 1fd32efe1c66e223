package io.fairlead.emulators.azure.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.wiring.stack.AzureRole;
import io.fairlead.wiring.stack.AzureStacks;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What fleet.json makes with the parameters that {@code fairlead stacks} gives it. */
class FleetTemplateTest {
  private static AzureStacks stacks;
  private static List<Deployed> all;

  @BeforeAll
  static void deploy() throws IOException {
    stacks = Starter.stacks();
    all = Starter.fleet(stacks);
  }

  @Test
  void the_roles_allow_what_the_list_in_the_code_has_and_no_more() {
    assertThat(of("Microsoft.Authorization/roleDefinitions"))
        .hasSize(AzureRole.values().length)
        .allSatisfy(
            role -> {
              AzureRole known = known(role);
              JsonNode permissions = role.properties().path("permissions");
              assertThat(permissions).hasSize(1);
              assertThat(texts(permissions.path(0).path("actions"))).isEqualTo(known.actions());
              assertThat(texts(permissions.path(0).path("dataActions")))
                  .isEqualTo(known.dataActions());
              assertThat(permissions.path(0).path("notActions")).isEmpty();
              assertThat(texts(role.properties().path("assignableScopes")))
                  .containsExactly("/subscriptions/" + Starter.SUBSCRIPTION);
            });
  }

  @Test
  void no_action_is_a_pattern() {
    for (AzureRole role : AzureRole.values()) {
      assertThat(role.actions()).noneMatch(action -> action.contains("*"));
      assertThat(role.dataActions()).noneMatch(action -> action.contains("*"));
    }
  }

  @Test
  void each_region_has_a_resource_group_and_an_identity_at_its_own_place() {
    for (String region : stacks.scopes().keySet()) {
      assertThat(of("Microsoft.Resources/resourceGroups"))
          .filteredOn(group -> group.name().equals(stacks.name(region)))
          .singleElement()
          .satisfies(
              group ->
                  assertThat(group.body().path("location").asString())
                      .isEqualTo(stacks.location(region)));
      assertThat(of("Microsoft.ManagedIdentity/userAssignedIdentities"))
          .filteredOn(identity -> identity.id().equals(stacks.identity(region)))
          .hasSize(1);
    }
  }

  @Test
  void every_identity_moves_the_addresses_of_every_region_because_any_tick_may_have_to() {
    String role = id(AzureRole.ADDRESSES);

    for (String group : stacks.gatewayGroups()) {
      assertThat(of("Microsoft.Authorization/roleAssignments"))
          .filteredOn(each -> each.place().group().equals(group))
          .hasSize(3)
          .allSatisfy(
              each ->
                  assertThat(each.properties().path("roleDefinitionId").asString()).isEqualTo(role))
          .extracting(each -> each.properties().path("principalId").asString())
          .containsExactlyInAnyOrderElementsOf(
              stacks.scopes().keySet().stream()
                  .map(region -> "principalId of " + stacks.identity(region))
                  .toList());
    }
  }

  @Test
  void zones_that_others_keep_are_nobodys_to_write() throws IOException {
    assertThat(of("Microsoft.Authorization/roleAssignments")).hasSize(9);

    assertThat(Starter.fleet(Starter.inAzureDns()))
        .filteredOn(each -> each.type().equals("Microsoft.Authorization/roleAssignments"))
        .filteredOn(each -> each.place().group().equals("dns"))
        .hasSize(3)
        .allSatisfy(
            each ->
                assertThat(each.properties().path("roleDefinitionId").asString())
                    .isEqualTo(id(AzureRole.ZONES)));
  }

  @Test
  void everything_that_is_needed_before_is_there() {
    TemplateProofs.needsAreMet(all);
    TemplateProofs.namesFit(all);
  }

  @Test
  void a_mistake_in_a_command_is_found() throws IOException {
    var parameters = stacks.fleetParameters();
    parameters.remove("gatewayGroups");
    Place place = new Place(Starter.SUBSCRIPTION, "", "westeurope");
    ArmTemplate template = ArmTemplate.read("fleet.json");

    assertThatThrownBy(() -> template.deployed(parameters, place))
        .hasMessage("parameter gatewayGroups is not given");
    parameters.put("gatewayGroup", parameters.get("regions"));
    assertThatThrownBy(() -> template.deployed(parameters, place))
        .hasMessage("the template has no parameter gatewayGroup");
  }

  private static AzureRole known(Deployed definition) {
    String title = definition.properties().path("roleName").asString();
    return List.of(AzureRole.values()).stream()
        .filter(role -> role.title(Starter.FLEET).equals(title))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nobody lists the role " + title));
  }

  private static String id(AzureRole role) {
    return of("Microsoft.Authorization/roleDefinitions").stream()
        .filter(each -> known(each) == role)
        .map(Deployed::id)
        .findFirst()
        .orElseThrow();
  }

  private static List<Deployed> of(String type) {
    return all.stream().filter(each -> each.type().equals(type)).toList();
  }

  private static SortedSet<String> texts(JsonNode array) {
    SortedSet<String> texts = new TreeSet<>();
    array.forEach(each -> texts.add(each.asString()));
    return texts;
  }
}
