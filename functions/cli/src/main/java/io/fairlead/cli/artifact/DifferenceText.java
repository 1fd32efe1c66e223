package io.fairlead.cli.artifact;

import io.fairlead.artifact.ArtifactObject;
import io.fairlead.artifact.Difference;
import io.fairlead.artifact.SomeObjects;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is added, changed and removed, with sizes. */
final class DifferenceText {
  /** Lines of one kind at most; programs get as many as a difference names. */
  private static final int MOST = 20;

  private DifferenceText() {}

  static String text(Difference difference) {
    StringBuilder text = new StringBuilder();
    lines(text, "+", difference.added());
    lines(text, "~", difference.changed());
    lines(text, "-", difference.removed());
    return text.toString();
  }

  /** As in {@code 1 added, 2 changed, 0 removed, 1.2 kB}. */
  static String summary(Difference difference) {
    return "%d added, %d changed, %d removed, %s"
        .formatted(
            difference.added().count(),
            difference.changed().count(),
            difference.removed().count(),
            Sizes.bytes(difference.bytes()));
  }

  static void json(ObjectNode node, Difference difference) {
    array(node.putArray("added"), difference.added());
    array(node.putArray("changed"), difference.changed());
    array(node.putArray("removed"), difference.removed());
    node.put("objects", difference.count());
    node.put("bytes", difference.bytes());
  }

  private static void lines(StringBuilder text, String mark, SomeObjects objects) {
    objects.first().stream()
        .limit(MOST)
        .forEach(
            object ->
                text.append(
                    "  %s %s  %s  %s%s%n"
                        .formatted(
                            mark,
                            object.path(),
                            Sizes.bytes(object.blob().length()),
                            object.kind().word(),
                            object.tags().isEmpty()
                                ? ""
                                : "  " + String.join(",", object.tags()))));
    int told = Math.min(MOST, objects.first().size());
    if (objects.count() > told) {
      text.append("  %s and %d more%n".formatted(mark, objects.count() - told));
    }
  }

  private static void array(ArrayNode array, SomeObjects objects) {
    for (ArtifactObject object : objects.first()) {
      array
          .addObject()
          .put("path", object.path())
          .put("length", object.blob().length())
          .put("sha256", object.blob().digest().hex())
          .put("kind", object.kind().word());
    }
  }
}
