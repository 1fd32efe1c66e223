package io.fairlead.wiring.azure.doctor;

import io.fairlead.azure.arm.ArmClient;
import io.fairlead.azure.arm.ArmClient.Answer;
import io.fairlead.azure.arm.ArmFailure;
import io.fairlead.azure.arm.ArmId;
import io.fairlead.azure.client.AzureFailure.Kind;
import io.fairlead.wiring.region.Finding;
import io.fairlead.wiring.stack.AzureRole;
import io.fairlead.wiring.stack.AzureStacks;
import io.fairlead.wiring.topology.CloudScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Whether the identity of a region's function app has the roles that fleet.json and region.json
 * give it, action by action, wherever it needs them.
 */
public record RoleExamination(ArmClient arm, AzureStacks stacks, Instant deadline) {
  private static final String IDENTITY = "2024-11-30";
  private static final Set<String> ABSENT = Set.of("ResourceNotFound", "ResourceGroupNotFound");
  private static final String DEPLOY = "deploy it: 'fairlead stacks' prints how";

  /** What is amiss with a region's identity, and where there is one with its function app. */
  public List<Finding> region(String region) {
    ArmId id = new ArmId(stacks.identity(region));
    String path = id.text() + "?api-version=" + IDENTITY;
    return switch (arm.read(id, path, id.type() + "/read", deadline)) {
      case Answer.Failed(var why) ->
          List.of(
              isAbsent(why)
                  ? Finding.warning(
                      "identity/" + region,
                      id.name() + " in resource group " + stacks.name(region),
                      "none: no function app of this fleet has been deployed there",
                      DEPLOY + "; where runs are on machines of yours nothing is amiss")
                  : Finding.error(
                      "identity/" + region, "to read it", why.sentence(), "see the answer"));
      case Answer.Done(var body) -> {
        List<Finding> findings = new ArrayList<>();
        Granted granted = granted(id, body);
        findings.addAll(roles(region, granted));
        if (stacks.scopes().containsKey(region)) {
          findings.addAll(new TopicExamination(stacks, granted).region(region));
          findings.addAll(new AppExamination(arm, stacks, deadline).region(region));
        }
        yield findings;
      }
    };
  }

  /** Whether nothing is there, nor what it would be in. */
  static boolean isAbsent(ArmFailure why) {
    return why.cause().kind() == Kind.ABSENT || ABSENT.contains(why.cause().code());
  }

  private Granted granted(ArmId identity, JsonNode body) {
    return new Granted(
        arm, deadline, identity, body.path("properties").path("principalId").asString(""));
  }

  private List<Finding> roles(String region, Granted granted) {
    List<Finding> findings = new ArrayList<>();
    scopes(region)
        .forEach(
            (scope, role) -> {
              SortedSet<String> missing = new TreeSet<>(role.actions());
              missing.addAll(role.dataActions());
              String why = granted.on(scope, missing);
              if (!why.isEmpty()) {
                findings.add(
                    Finding.error(
                        "identity/" + region,
                        "to read its roles on " + scope,
                        why,
                        "see the answer"));
              } else if (!missing.isEmpty()) {
                findings.add(
                    Finding.error(
                        "identity/" + region,
                        "role '%s' on %s".formatted(role.title(fleet()), scope),
                        "it lacks " + String.join(", ", missing),
                        DEPLOY));
              }
            });
    return findings;
  }

  /** Where each role is needed: any tick may have to act for any region. */
  private SequencedMap<String, AzureRole> scopes(String of) {
    SequencedMap<String, AzureRole> scopes = new LinkedHashMap<>();
    String subscription = "/subscriptions/" + stacks.subscription() + "/resourceGroups/";
    for (String group : stacks.gatewayGroups()) {
      scopes.put(subscription + group, AzureRole.ADDRESSES);
    }
    for (String group : stacks.zoneGroups()) {
      scopes.put(subscription + group, AzureRole.ZONES);
    }
    for (Map.Entry<String, CloudScope.Azure> each : stacks.scopes().entrySet()) {
      CloudScope.Azure scope = each.getValue();
      String account =
          subscription
              + stacks.name(each.getKey())
              + "/providers/Microsoft.Storage/storageAccounts/"
              + scope.storage().account();
      String containers = account + "/blobServices/default/containers/";
      scopes.put(containers + scope.storage().container(), AzureRole.STATE);
      if (scope.flagContainer() != null) {
        scopes.put(containers + scope.flagContainer(), AzureRole.FLAGS);
      }
      for (String table :
          stacks.tokenTables(of).getOrDefault(each.getKey(), Collections.emptySortedSet())) {
        scopes.put(account + "/tableServices/default/tables/" + table, AzureRole.TOKENS);
      }
    }
    return scopes;
  }

  private String fleet() {
    return stacks.topology().fleet().name();
  }
}
