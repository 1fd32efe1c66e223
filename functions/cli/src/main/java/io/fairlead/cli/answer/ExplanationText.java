package io.fairlead.cli.answer;

import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.health.Vote;
import io.fairlead.journal.HistoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An explanation as {@code fairlead explain} prints it. */
public final class ExplanationText {
  private final StringBuilder text = new StringBuilder();

  private ExplanationText() {}

  /** Its lines, each ended by a newline. */
  public static String of(Explanation explanation, Instant now) {
    ExplanationText lines = new ExplanationText();
    lines.head(explanation, now);
    lines.votes(explanation.votes(), now);
    lines.did(explanation.did());
    lines.held(explanation);
    lines.line("would change it  " + String.join(", ", explanation.wouldChange()));
    return lines.text.toString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private void head(Explanation explanation, Instant now) {
    String name =
        explanation.subject() instanceof Subject.OfRegion(String region)
            ? region
            : explanation.subject().text();
    Instant since = explanation.since();
    String time =
        since == null
            ? explanation.verdict() == Verdict.UNKNOWN ? ": no verdict is held" : " as seen now"
            : " since " + Words.time(since) + " (" + Words.age(Duration.between(since, now)) + ")";
    String stays = explanation.stays().isEmpty() ? "" : "; stays out: " + explanation.stays();
    line(name + ": " + Words.of(explanation.verdict()) + time + stays);
  }

  private void votes(List<Vote> votes, Instant now) {
    Table table = new Table(List.of());
    for (Vote vote : votes) {
      boolean first = vote.equals(votes.getFirst());
      boolean none = vote.opinion() == Verdict.UNKNOWN;
      table.row(
          first ? "votes " : "",
          vote.observer(),
          none ? vote.detail() : Words.of(vote.opinion()),
          none ? "no vote" : vote.detail(),
          none ? "" : Words.exactTime(now.minus(vote.age())));
    }
    text.append(votes.isEmpty() ? "votes   none\n" : table.text(""));
  }

  private void did(List<HistoryEntry> lines) {
    for (HistoryEntry line : lines) {
      line(
          (line.equals(lines.getFirst()) ? "did     " : "        ")
              + Words.exactTime(line.at())
              + " "
              + line.text()
              + (repeated(line, lines) ? " (" + line.subject() + ")" : "")
              + ", epoch "
              + line.epoch()
              + (line.by().equals("fairlead") ? "" : ", by " + line.by()));
    }
  }

  /** Whether another line has the same words of another subject: then this one's is named. */
  private static boolean repeated(HistoryEntry line, List<HistoryEntry> lines) {
    return lines.stream()
        .anyMatch(
            other -> other.text().equals(line.text()) && !other.subject().equals(line.subject()));
  }

  private void held(Explanation explanation) {
    StringBuilder held = new StringBuilder();
    for (Explanation.Held each : explanation.held()) {
      held.append(each.rule()).append(" (").append(each.limit()).append(", ");
      held.append(each.found());
      Instant until = each.until();
      held.append(until == null ? "" : ", until " + Words.time(until)).append("); ");
    }
    Explanation.Counters counters = explanation.counters();
    line(
        "held    %srise %d/%d; penalty %d/%d; loss %d %%"
            .formatted(
                held,
                counters.passes(),
                counters.rise(),
                counters.penalty(),
                counters.suppress(),
                counters.lossPercent()));
  }
}
