package io.fairlead.cli.answer;

import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.journal.HistoryEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What happened, oldest first. */
public final class HistoryAnswer {
  private HistoryAnswer() {}

  /** The lines not older than a time, of archive and register, each once. */
  public static List<HistoryEntry> since(
      List<HistoryEntry> archived, List<HistoryEntry> history, Instant since) {
    return Stream.concat(archived.stream(), history.stream())
        .filter(line -> !line.at().isBefore(since))
        .distinct()
        .sorted(Comparator.comparingLong(HistoryEntry::epoch))
        .toList();
  }

  /** For people. */
  public static String text(List<HistoryEntry> lines) {
    Table table = new Table(List.of(1));
    for (HistoryEntry line : lines) {
      table.row(
          line.at().toString().substring(0, 10) + " " + Words.exactTime(line.at()),
          Long.toString(line.epoch()),
          line.kind(),
          Words.subject(line.subject()),
          line.text() + " (by " + line.by() + ")");
    }
    return table.text("");
  }

  /** For programs. */
  public static ObjectNode json(Snapshot snapshot, List<HistoryEntry> lines) {
    ObjectNode node = Document.of("history", ChangeAnswer.about(snapshot));
    ArrayNode entries = node.putArray("entries");
    for (HistoryEntry line : lines) {
      entries
          .addObject()
          .put("at", line.at().toString())
          .put("epoch", line.epoch())
          .put("kind", line.kind())
          .put("subject", line.subject())
          .put("text", line.text())
          .put("by", line.by());
    }
    return node;
  }
}
