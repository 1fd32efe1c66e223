package io.fairlead.cli.answer;

import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.cycle.SteerReport;
import io.fairlead.plan.Decision;
import io.fairlead.plan.View;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * How an operator's verb on the register ended.
 *
 * @param verb as in {@code drain region/eu-west}
 * @param outcome journaled or unchanged
 * @param detail one phrase
 */
public record ChangeAnswer(
    Snapshot snapshot, String verb, String reason, String outcome, String detail) {
  /** One line for people. */
  public String text() {
    return verb + ": " + outcome + ", " + detail;
  }

  /** One line for programs. */
  public String json() {
    ObjectNode node = Document.of("change", about(snapshot));
    node.put("verb", verb).put("reason", reason).put("outcome", outcome).put("detail", detail);
    return Document.text(node);
  }

  /** What a snapshot's answers have in common. */
  public static Document.About about(Snapshot snapshot) {
    return new Document.About(
        snapshot.fleet().name(), snapshot.at(), snapshot.epoch(), snapshot.fleet().digest());
  }

  /**
   * What the next tick would do once it is journaled.
   *
   * @param report absent where no tick carries the verb out
   */
  public static String preview(String verb, Snapshot snapshot, @Nullable SteerReport report) {
    if (report == null) {
      return verb + " of fleet " + snapshot.fleet().name() + ", epoch " + snapshot.epoch() + "\n";
    }
    View view = report.view();
    Decision decision = report.decision();
    if (view == null || decision == null) {
      return verb + "; the next tick cannot plan: " + report.outcome().text() + "\n";
    }
    return verb + ", and then\n" + PlanText.of(snapshot, view, decision);
  }
}
