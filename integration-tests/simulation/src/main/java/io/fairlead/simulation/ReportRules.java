package io.fairlead.simulation;

import io.fairlead.cycle.SteerReport;
import io.fairlead.health.Judgement;
import io.fairlead.health.Observation;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.health.Vote;
import io.fairlead.plan.Action;
import io.fairlead.plan.Change;
import io.fairlead.plan.Decision;
import io.fairlead.plan.View;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of what a tick reports: whose votes counted, and that it can be repeated. Each new
 * decision of a run is made again from its evidence; of the same one at tick after tick, as while a
 * refusal lasts, every eighth.
 */
final class ReportRules {
  private static final int REPEATED_EVERY = 8;

  private final Map<String, Told> last = new HashMap<>();

  /** What a run's last decision wants, and how many before it wanted just that. */
  private record Told(List<Change> changes, int times) {}

  /** Checks a tick that came as far as deciding. */
  void check(String run, SteerReport report) {
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
    if (decision != null
        && !decision.plan().actions().isEmpty()
        && isDue(run, decision)
        && !Decision.of(view).equals(decision)) {
      throw new Violation(24, "the evidence gives another decision than " + decision);
    }
  }

  private boolean isDue(String run, Decision decision) {
    List<Change> changes = decision.plan().actions().stream().map(Action::change).toList();
    Told before = last.get(run);
    int times = before != null && before.changes().equals(changes) ? before.times() + 1 : 0;
    last.put(run, new Told(changes, times));
    return times % REPEATED_EVERY == 0;
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
    if (!(judgement.subject() instanceof Subject.OfDeployment(var _, String own))) {
      return;
    }
    int votes = 0;
    boolean alone = true;
    for (Vote vote : judgement.votes()) {
      votes += vote.opinion() == Verdict.DOWN ? 1 : 0;
      boolean reaches = vote.opinion() == Verdict.UP || vote.opinion() == Verdict.DEGRADED;
      alone &= !reaches || vote.observer().equals(own);
    }
    if (judgement.verdict() == Verdict.DOWN && 2 * votes <= judgement.votes().size()) {
      throw new Violation(12, judgement.subject().text() + " is Down by " + votes + " votes");
    }
    if (judgement.verdict() == Verdict.UP && alone) {
      throw new Violation(12, judgement.subject().text() + " is Up by its own vote alone");
    }
  }
}
