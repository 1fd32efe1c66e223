package io.fairlead.cli.run;

import io.fairlead.cli.answer.Words;
import io.fairlead.cycle.SteerReport;
import io.fairlead.health.Verdict;
import io.fairlead.journal.RegisterState;

/** The run's page for people: the last tick in a dozen lines. */
final class StatusPage {
  private static final int LINES_OF_HISTORY = 12;

  private StatusPage() {}

  static String text(String region, SteerReport report) {
    StringBuilder page = new StringBuilder();
    page.append("fairlead run ").append(region).append("  epoch ").append(report.epoch());
    page.append("  ").append(report.at()).append("  ").append(report.outcome().text()).append('\n');
    RegisterState state = report.state();
    if (state == null) {
      return page.toString();
    }
    page.append("topology ").append(state.topology(), 0, Math.min(6, state.topology().length()));
    String why = Stopped.why(report);
    page.append(why.isEmpty() ? "" : "  FROZEN: " + why).append('\n');
    state
        .verdicts()
        .forEach(
            (subject, entry) -> {
              if (entry.verdict() != Verdict.UP) {
                page.append(subject.text())
                    .append("  ")
                    .append(Words.of(entry.verdict()))
                    .append(" since ");
                page.append(entry.since()).append("  ").append(entry.evidence()).append('\n');
              }
            });
    state.intents().forEach(i -> page.append("open  ").append(i.reason()).append('\n'));
    state.history().reversed().stream()
        .limit(LINES_OF_HISTORY)
        .forEach(
            line ->
                page.append(line.at())
                    .append("  ")
                    .append(line.kind())
                    .append("  ")
                    .append(line.subject())
                    .append("  ")
                    .append(line.text())
                    .append('\n'));
    return page.toString();
  }
}
