package io.fairlead.cli.doctor;

import io.fairlead.cli.answer.Document;
import io.fairlead.fleet.Fleet;
import io.fairlead.wiring.region.Finding;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was found amiss with a fleet. */
public record ExaminationAnswer(Fleet fleet, Instant at, Diagnosis diagnosis) {
  /** For people: a line a finding, what it hides below it, and a line that counts them. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Diagnosis.Told each : diagnosis.told()) {
      text.append(level(each.finding())).append("  ").append(each.finding().sentence());
      text.append('\n');
      if (!each.hides().isEmpty()) {
        text.append("       hence not examined: ").append(String.join(", ", each.hides()));
        text.append('\n');
      }
    }
    long errors = diagnosis.errors();
    text.append(fleet.name()).append(": ").append(counted(errors, "error")).append(", ");
    text.append(counted(diagnosis.told().size() - errors, "warning"));
    long unexamined = diagnosis.unexamined();
    return text.append(unexamined == 0 ? "\n" : ", " + unexamined + " not examined\n").toString();
  }

  /** For programs. */
  public String json() {
    ObjectNode node =
        Document.of("examination", new Document.About(fleet.name(), at, 0, fleet.digest()));
    ArrayNode list = node.putArray("findings");
    for (Diagnosis.Told each : diagnosis.told()) {
      Finding finding = each.finding();
      ObjectNode entry = list.addObject().put("level", level(finding));
      entry.put("subject", finding.subject()).put("expected", finding.expected());
      entry.put("found", finding.found()).put("todo", finding.todo());
      each.hides().forEach(entry.putArray("hides")::add);
    }
    return Document.text(node);
  }

  private static String level(Finding finding) {
    return finding.level().name().toLowerCase(Locale.ROOT);
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
