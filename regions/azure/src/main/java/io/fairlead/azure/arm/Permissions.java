package io.fairlead.azure.arm;

import io.fairlead.azure.arm.ArmClient.Answer;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Asks Azure what this process may do, before there is a reason to: an address that was taken off
 * and could not be put on again would be on nothing.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/authorization/permissions/list-for-resource">
 *     Permissions - List For Resource</a>
 */
public record Permissions(ArmClient arm) {
  /** What is to be granted for an action; empty = nothing, or nobody can say. */
  public Optional<String> missing(ArmId scope, String action, Instant deadline) {
    return switch (arm.permissions(scope, deadline)) {
      case Answer.Failed _ -> Optional.empty();
      case Answer.Done(var body) ->
          isGiven(body.path("value"), action)
              ? Optional.empty()
              : Optional.of("grant the identity " + action + " on " + scope.text());
    };
  }

  private static boolean isGiven(JsonNode permissions, String action) {
    for (JsonNode each : permissions) {
      if (hasOne(each.path("actions"), action) && !hasOne(each.path("notActions"), action)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether one of a role's patterns, as in {@code Microsoft.Network/*}, has an action. Azure tells
   * no upper case from lower.
   */
  public static boolean hasOne(JsonNode patterns, String action) {
    for (JsonNode each : patterns) {
      String pattern =
          Pattern.quote(each.asString("").toLowerCase(Locale.ROOT)).replace("*", "\\E.*\\Q");
      if (action.toLowerCase(Locale.ROOT).matches(pattern)) {
        return true;
      }
    }
    return false;
  }
}
