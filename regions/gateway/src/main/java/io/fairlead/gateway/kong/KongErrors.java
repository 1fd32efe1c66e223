package io.fairlead.gateway.kong;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What Kong says is wrong with a declarative file, for people. */
final class KongErrors {
  /** Errors named in a sentence at most. */
  private static final int NAMED = 3;

  private KongErrors() {}

  /** The errors of entities where it names them, else its message. */
  static String text(JsonNode answer) {
    List<String> errors = new ArrayList<>();
    for (JsonNode entity : answer.path("flattened_errors")) {
      String name = entity.path("entity_name").asString(entity.path("entity_id").asString(""));
      String subject = entity.path("entity_type").asString("entity") + " " + name;
      for (JsonNode error : entity.path("errors")) {
        String field = error.path("field").asString("");
        String message = error.path("message").asString("");
        errors.add(subject.strip() + (field.isEmpty() ? "" : ", " + field) + ": " + message);
      }
    }
    if (errors.isEmpty()) {
      // A violated rule is told with the value that violates it: that of a key is a secret.
      String message = answer.path("message").asString("").replaceAll("\\{([^={}]+)=.*\\}", "{$1}");
      return message.isEmpty() ? "it does not say why" : message;
    }
    int more = errors.size() - NAMED;
    return String.join("; ", errors.subList(0, Math.min(NAMED, errors.size())))
        + (more > 0 ? "; and " + more + " more" : "");
  }
}
