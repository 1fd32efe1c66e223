package io.fairlead.cli.answer;

import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.health.Vote;
import io.fairlead.journal.HistoryEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code explain -o json} prints: one document a subject. */
public final class ExplanationJson {
  private ExplanationJson() {}

  /** One explanation. */
  public static ObjectNode of(Snapshot snapshot, Explanation explanation) {
    ObjectNode node = Document.of("explanation", ChangeAnswer.about(snapshot));
    node.put("subject", explanation.subject().text());
    node.put("verdict", Words.of(explanation.verdict())).put("since", time(explanation.since()));
    votes(node.putArray("votes"), explanation);
    Explanation.Counters counters = explanation.counters();
    node.putObject("counters")
        .put("confirmed", counters.confirmed())
        .put("passes", counters.passes())
        .put("rise", counters.rise())
        .put("loss", counters.lossPercent())
        .put("penalty", counters.penalty());
    ArrayNode did = node.putArray("did");
    for (HistoryEntry line : explanation.did()) {
      did.addObject()
          .put("at", line.at().toString())
          .put("epoch", line.epoch())
          .put("kind", line.kind())
          .put("subject", line.subject())
          .put("text", line.text())
          .put("by", line.by());
    }
    ArrayNode held = node.putArray("held");
    for (Explanation.Held each : explanation.held()) {
      held.addObject()
          .put("rule", each.rule())
          .put("limit", each.limit())
          .put("found", each.found())
          .put("until", time(each.until()));
    }
    ArrayNode wouldChange = node.putArray("wouldChange");
    explanation.wouldChange().forEach(wouldChange::add);
    return node;
  }

  private static void votes(ArrayNode votes, Explanation explanation) {
    for (Vote vote : explanation.votes()) {
      votes
          .addObject()
          .put("observer", vote.observer())
          .put("vote", Words.of(vote.opinion()))
          .put("ageMillis", vote.age().toMillis())
          .put("results", vote.detail());
    }
  }

  private static @Nullable String time(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }
}
