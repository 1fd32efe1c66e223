package io.fairlead.emulators.azure.template;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A resource as Azure would be asked for it: every expression is carried out.
 *
 * @param place where it is deployed
 * @param loop the name of its copy loop; empty = it has none
 * @param left whether its condition leaves it out
 */
record Deployed(ObjectNode body, Place place, String loop, boolean left) {
  String type() {
    return body.path("type").asString();
  }

  String name() {
    return body.path("name").asString();
  }

  JsonNode properties() {
    return body.path("properties");
  }

  /** What it is on, where it is an extension of something. */
  Optional<String> scope() {
    return Optional.of(body.path("scope").asString("")).filter(scope -> !scope.isEmpty());
  }

  /** Its id. */
  String id() {
    List<String> names = List.of(name().split("/", -1));
    return scope()
        .map(on -> on + "/providers/" + Place.path(type(), names))
        .orElseGet(
            () ->
                type().equals("Microsoft.Resources/resourceGroups")
                    ? place.inGroup(name()).id()
                    : place.resource(type(), names));
  }

  /** What must be there before. */
  List<String> needs() {
    return Functions.each(body.path("dependsOn")).stream().map(JsonNode::asString).toList();
  }
}
