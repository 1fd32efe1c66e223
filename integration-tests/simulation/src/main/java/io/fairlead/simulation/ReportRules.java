package io.fairlead.simulation;

import io.fairlead.cycle.SteerReport;
import io.fairlead.health.Judgement;
import io.fairlead.health.Observation;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.health.Vote;
import io.fairlead.plan.Decision;
import io.fairlead.plan.View;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What must hold of what a tick reports: whose votes counted, and that it can be repeated. */
final class ReportRules {
  private ReportRules() {}

  /** Checks a tick that came as far as deciding. */
  static void check(SteerReport report) {
    View view = report.view();
    if (view == null) {
      return;
    }
    for (Judgement judgement : view.judgements().values()) {
      for (Vote vote : judgement.votes()) {
        checkVote(view, judgement, vote);
      }
      checkMajority(judgement);
    }
    Decision decision = report.decision();
    boolean decides = decision != null && !decision.plan().actions().isEmpty();
    if (decides && !Decision.of(view).equals(report.decision())) {
      throw new Violation(24, "the evidence gives another decision than " + report.decision());
    }
  }

  private static void checkVote(View view, Judgement judgement, Vote vote) {
    @Nullable Observation entry = view.observations().get(vote.observer());
    Duration freshness = view.fleet().safety().freshness();
    boolean says = vote.opinion() == Verdict.DOWN || vote.opinion() == Verdict.UP;
    boolean counts =
        entry != null
            && !entry.blind()
            && !entry.at().isBefore(view.now().minus(freshness))
            && entry.topologyDigest().equals(view.fleet().digest());
    if (says && !counts) {
      throw new Violation(
          12, judgement.subject().text() + " counts " + vote + ", whose entry does not count");
    }
  }

  private static void checkMajority(Judgement judgement) {
    long votes = judgement.votes().stream().filter(vote -> vote.opinion() == Verdict.DOWN).count();
    boolean region = judgement.subject() instanceof Subject.OfDeployment;
    if (region && judgement.verdict() == Verdict.DOWN && 2 * votes <= judgement.votes().size()) {
      throw new Violation(12, judgement.subject().text() + " is Down by " + votes + " votes");
    }
    boolean alone =
        judgement.votes().stream()
            .filter(vote -> vote.opinion() == Verdict.UP || vote.opinion() == Verdict.DEGRADED)
            .allMatch(vote -> vote.observer().equals(judgement.subject().region()));
    if (region && judgement.verdict() == Verdict.UP && alone) {
      throw new Violation(12, judgement.subject().text() + " is Up by its own vote alone");
    }
  }
}
