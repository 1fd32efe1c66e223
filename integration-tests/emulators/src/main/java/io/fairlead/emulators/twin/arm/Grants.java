package io.fairlead.emulators.twin.arm;

import io.fairlead.emulators.twin.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Definitions of roles, and their assignments to principals. */
public final class Grants {
  private static final Pattern FILTER = Pattern.compile("principalId eq '([^']*)'");

  private final SortedMap<String, ObjectNode> definitions = new TreeMap<>();
  private final List<Assignment> assignments = new ArrayList<>();

  /**
   * A principal's role on a scope.
   *
   * @param definition the role's id
   */
  public record Assignment(String principal, String scope, String definition) {}

  Grants() {}

  /** Makes or replaces a role. */
  public synchronized void define(String id, ObjectNode properties) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.set("properties", properties);
    body.put("id", id)
        .put("type", "Microsoft.Authorization/roleDefinitions")
        .put("name", id.substring(id.lastIndexOf('/') + 1));
    definitions.put(id.toLowerCase(Locale.ROOT), body);
  }

  /** Gives a role. */
  public synchronized void assign(Assignment assignment) {
    assignments.add(assignment);
  }

  /** Takes every role on a scope. */
  public synchronized void takeAway(String scope) {
    assignments.removeIf(each -> each.scope().equalsIgnoreCase(scope));
  }

  synchronized ObjectNode definition(String id) {
    ObjectNode found = definitions.get(id.toLowerCase(Locale.ROOT));
    if (found == null) {
      throw new Refusal(
          404, "RoleDefinitionDoesNotExist", "The specified role definition does not exist.");
    }
    return found.deepCopy();
  }

  /** Those at, above and below a scope, as the filter has them. */
  synchronized ObjectNode assigned(String scope, String filter) {
    Matcher principal = FILTER.matcher(filter);
    if (!principal.matches()) {
      throw new Refusal(400, "UnsupportedQuery", "The filter is not supported by the twin.");
    }
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    ArrayNode value = answer.putArray("value");
    for (Assignment each : assignments) {
      if (each.principal().equals(principal.group(1)) && isNear(each.scope(), scope)) {
        ObjectNode one = value.addObject();
        one.putObject("properties")
            .put("roleDefinitionId", each.definition())
            .put("principalId", each.principal())
            .put("principalType", "ServicePrincipal")
            .put("scope", each.scope());
        String name =
            UUID.nameUUIDFromBytes(each.toString().getBytes(StandardCharsets.UTF_8)).toString();
        one.put("id", each.scope() + "/providers/Microsoft.Authorization/roleAssignments/" + name)
            .put("type", "Microsoft.Authorization/roleAssignments")
            .put("name", name);
      }
    }
    return answer;
  }

  private static boolean isNear(String given, String asked) {
    String one = given.toLowerCase(Locale.ROOT) + "/";
    String other = asked.toLowerCase(Locale.ROOT) + "/";
    return one.startsWith(other) || other.startsWith(one);
  }
}
