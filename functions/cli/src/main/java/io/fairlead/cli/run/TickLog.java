package io.fairlead.cli.run;

import io.fairlead.cli.BugDetails;
import io.fairlead.cli.answer.Words;
import io.fairlead.cycle.AppliedStep;
import io.fairlead.cycle.CycleOutcome;
import io.fairlead.cycle.SteerReport;
import io.fairlead.port.FaultWords;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a region's ticks have to say in the log: each change, and what keeps them from steering when
 * it begins, when it becomes something else and when it is over. Not thread-safe.
 */
final class TickLog {
  private static final Logger LOG = LoggerFactory.getLogger("fairlead.run");

  private static final String CYCLES = "fairlead";

  private final String region;
  private String held = "";
  private String bug = "";

  TickLog(String region) {
    this.region = region;
  }

  /** A tick has ended. */
  void ended(SteerReport report) {
    report
        .lines()
        .forEach(
            line ->
                LOG.info(
                    "{}: epoch {} {} {} {}{}",
                    region,
                    line.epoch(),
                    line.kind(),
                    Words.subject(line.subject()),
                    line.text(),
                    line.by().equals(CYCLES) ? "" : " (by " + line.by() + ")"));
    // Whoever loses the race leaves the rest to the winner: nothing is held up.
    if (!(report.outcome() instanceof CycleOutcome.LostRace)) {
      steering(report.outcome());
    }
  }

  private void steering(CycleOutcome outcome) {
    String now = outcome.steered() ? "" : outcome.text();
    if (now.equals(held)) {
      return;
    }
    held = now;
    if (now.isEmpty()) {
      LOG.info("{}: steers again", region);
    } else {
      LOG.warn("{}: does not steer: {}", region, now);
    }
  }

  /** A target did not take an order. */
  void refused(AppliedStep step) {
    step.trouble()
        .ifPresent(
            trouble ->
                warn(
                    "intent %s: %s did not take its order (%s): %s"
                        .formatted(
                            step.order().intentId(),
                            step.target().text(),
                            trouble.kind().name().toLowerCase(Locale.ROOT),
                            trouble.sentence())));
  }

  /** A tick has ended by a defect, which the next one meets again: it is told once. */
  void failed(RuntimeException defect) {
    String now = FaultWords.of(defect);
    if (!now.equals(bug)) {
      bug = now;
      String details = BugDetails.kept(defect, "nowhere, no file can be written");
      LOG.error(
          "{}: a tick failed by a bug ({}), the next one tries again; details: {}",
          region,
          now,
          details);
    }
  }

  /** Something else that people should know. */
  void warn(String sentence) {
    LOG.warn("{}: {}", region, sentence);
  }

  /** Something else that is worth a line. */
  void info(String sentence) {
    LOG.info("{}: {}", region, sentence);
  }
}
