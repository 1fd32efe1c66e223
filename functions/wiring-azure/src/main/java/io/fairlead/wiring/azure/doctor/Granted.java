package io.fairlead.wiring.azure.doctor;

import io.fairlead.azure.arm.ArmClient;
import io.fairlead.azure.arm.ArmClient.Answer;
import io.fairlead.azure.arm.ArmId;
import io.fairlead.azure.arm.Permissions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.SortedSet;
import tools.jackson.databind.JsonNode;

/**
 * What an identity may do, by the roles that it has at a scope or above.
 *
 * @param principal of the identity
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/authorization/role-assignments/list-for-scope">
 *     Role Assignments - List For Scope</a>
 */
record Granted(ArmClient arm, Instant deadline, ArmId identity, String principal) {
  private static final String AUTHORIZATION = "2022-04-01";

  /** Takes away what is granted on a scope; why nobody can say, or empty. */
  String on(String scope, SortedSet<String> missing) {
    String path =
        scope
            + "/providers/Microsoft.Authorization/roleAssignments?api-version="
            + AUTHORIZATION
            + "&$filter=principalId%20eq%20'"
            + URLEncoder.encode(principal, StandardCharsets.UTF_8).replace("+", "%20")
            + "'";
    String action = "Microsoft.Authorization/roleAssignments/read";
    return switch (arm.read(identity, path, action, deadline)) {
      case Answer.Failed(var why) -> why.sentence();
      case Answer.Done(var body) -> {
        String trouble = "";
        for (JsonNode each : body.path("value")) {
          JsonNode properties = each.path("properties");
          if (isAbove(properties.path("scope").asString(""), scope)) {
            trouble += role(properties.path("roleDefinitionId").asString(""), missing);
          }
        }
        yield trouble;
      }
    };
  }

  /** The list has what is below a scope, too, which grants nothing on it. */
  private static boolean isAbove(String given, String scope) {
    String at = given.toLowerCase(Locale.ROOT);
    String wanted = scope.toLowerCase(Locale.ROOT);
    return wanted.equals(at) || wanted.startsWith(at.endsWith("/") ? at : at + "/");
  }

  private String role(String definition, SortedSet<String> missing) {
    String path = definition + "?api-version=" + AUTHORIZATION;
    String action = "Microsoft.Authorization/roleDefinitions/read";
    return switch (arm.read(identity, path, action, deadline)) {
      case Answer.Failed(var why) -> why.sentence();
      case Answer.Done(var body) -> {
        for (JsonNode each : body.path("properties").path("permissions")) {
          missing.removeIf(
              one ->
                  Permissions.hasOne(each.path("actions"), one)
                          && !Permissions.hasOne(each.path("notActions"), one)
                      || Permissions.hasOne(each.path("dataActions"), one)
                          && !Permissions.hasOne(each.path("notDataActions"), one));
        }
        yield "";
      }
    };
  }
}
