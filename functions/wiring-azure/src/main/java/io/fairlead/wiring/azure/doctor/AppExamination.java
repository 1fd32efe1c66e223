package io.fairlead.wiring.azure.doctor;

import io.fairlead.azure.arm.ArmClient;
import io.fairlead.azure.arm.ArmClient.Answer;
import io.fairlead.azure.arm.ArmId;
import io.fairlead.wiring.region.Finding;
import io.fairlead.wiring.stack.AzureStacks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * Whether a region's function app is there and runs: what keeps its ticks coming.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/appservice/web-apps/get">Web Apps - Get</a>
 */
public record AppExamination(ArmClient arm, AzureStacks stacks, Instant deadline) {
  private static final String SITES = "2025-05-01";
  private static final String RUNTIME = "java 25";
  private static final String DEPLOY = "deploy it: 'fairlead stacks' prints how";

  /** What is amiss with the app of a region that has an identity. */
  public List<Finding> region(String region) {
    ArmId id = new ArmId(stacks.appId(region));
    String path = id.text() + "?api-version=" + SITES;
    return switch (arm.read(id, path, id.type() + "/read", deadline)) {
      case Answer.Failed(var why) when RoleExamination.isAbsent(why) ->
          List.of(
              error(region, id.name() + " in resource group " + stacks.name(region), "none")
                  .todo(DEPLOY));
      case Answer.Failed(var why) ->
          List.of(error(region, "to read it", why.sentence()).todo("see the answer"));
      case Answer.Done(var body) -> amiss(region, body);
    };
  }

  private List<Finding> amiss(String region, JsonNode body) {
    JsonNode found = body.path("properties");
    List<Finding> findings = new ArrayList<>();
    String state = found.path("state").asString("");
    if (!found.path("enabled").asBoolean(true) || !state.equals("Running")) {
      findings.add(
          error(region, "one that runs", found.path("enabled").asBoolean(true) ? state : "disabled")
              .todo(
                  "start it, or deploy the region with ticks=enabled: until then this region does"
                      + " not tick"));
    }
    String usage = found.path("usageState").asString("Normal");
    if (!usage.equals("Normal")) {
      findings.add(
          error(region, "one within its quota", usage)
              .todo("see the quota of the subscription in " + stacks.location(region)));
    }
    JsonNode runtime = found.path("functionAppConfig").path("runtime");
    String java = runtime.path("name").asString("") + " " + runtime.path("version").asString("");
    if (!java.equals(RUNTIME)) {
      findings.add(error(region, RUNTIME, java.isBlank() ? "no runtime" : java).todo(DEPLOY));
    }
    if (!has(body.path("identity").path("userAssignedIdentities"), stacks.identity(region))) {
      findings.add(
          error(region, "the identity " + stacks.identity(region), "others alone").todo(DEPLOY));
    }
    findings.addAll(network(region, found));
    return findings;
  }

  private List<Finding> network(String region, JsonNode found) {
    String wanted =
        Objects.requireNonNullElse(
            Objects.requireNonNull(stacks.scopes().get(region)).subnet(), "");
    String subnet = found.path("virtualNetworkSubnetId").asString("");
    return subnet.equalsIgnoreCase(wanted)
        ? List.of()
        : List.of(
            error(region, named(wanted), named(subnet))
                .todo(DEPLOY + ": nodes are probed from there"));
  }

  private static String named(String subnet) {
    return subnet.isEmpty() ? "no subnet" : "subnet " + subnet;
  }

  private static boolean has(JsonNode identities, String id) {
    return identities.propertyNames().stream().anyMatch(id::equalsIgnoreCase);
  }

  /** A finding but for what to do. */
  private record Amiss(String region, String expected, String found) {
    Finding todo(String todo) {
      return Finding.error("app/" + region, expected, found, todo);
    }
  }

  private static Amiss error(String region, String expected, String found) {
    return new Amiss(region, expected, found);
  }
}
