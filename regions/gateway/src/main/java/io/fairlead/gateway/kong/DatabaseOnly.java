package io.fairlead.gateway.kong;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What of a declarative file works with a database beside the proxy alone. */
final class DatabaseOnly {
  private DatabaseOnly() {}

  /** A sentence about the first such thing; empty = there is none. */
  static Optional<String> in(JsonNode file) {
    for (Map.Entry<String, JsonNode> each : file.properties()) {
      Optional<String> found =
          switch (each.getKey()) {
            case "oauth2_credentials" -> named("oauth2_credentials of the oauth2 plugin");
            case "oauth2_tokens" -> named("oauth2_tokens, which one gateway issued,");
            case "plugins" -> plugins(each.getValue());
            default -> Optional.empty();
          };
      if (found.isEmpty()) {
        for (JsonNode inner : each.getValue()) {
          found = inner.isObject() && found.isEmpty() ? in(inner) : found;
        }
      }
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> plugins(JsonNode plugins) {
    for (JsonNode plugin : plugins) {
      String name = plugin.path("name").asString("");
      if (name.equals("oauth2")) {
        return named("plugin oauth2");
      }
      boolean counts = name.equals("rate-limiting") || name.equals("response-ratelimiting");
      if (counts && plugin.path("config").path("policy").asString("").equals("cluster")) {
        return named("plugin " + name + " with policy cluster (local and redis work)");
      }
    }
    return Optional.empty();
  }

  private static Optional<String> named(String what) {
    return Optional.of(what + " needs a database beside the proxy");
  }
}
