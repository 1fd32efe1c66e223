package io.fairlead.cli.answer;

import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.yaml.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code validate -o json} prints. */
public final class ValidationJson {
  private ValidationJson() {}

  /** Every problem of a file. */
  public static ObjectNode of(ReadTopology read, Instant now) {
    return switch (read) {
      case ReadTopology.Valid(var topology, var warnings) ->
          document(
              new Document.About(topology.fleet().name(), now, 0, topology.fleet().digest()),
              true,
              warnings);
      case ReadTopology.Invalid(var problems) ->
          document(new Document.About(null, now, 0, null), false, problems);
    };
  }

  private static ObjectNode document(Document.About about, boolean valid, List<Problem> problems) {
    ObjectNode node = Document.of("validation", about).put("valid", valid);
    ArrayNode list = node.putArray("problems");
    for (Problem problem : problems) {
      list.addObject()
          .put("severity", problem.severity().name().toLowerCase(Locale.ROOT))
          .put("line", problem.line())
          .put("column", problem.column())
          .put("path", problem.path())
          .put("found", problem.found())
          .put("allowed", problem.allowed())
          .put("suggestion", problem.suggestion())
          .put("message", problem.message());
    }
    return node;
  }
}
