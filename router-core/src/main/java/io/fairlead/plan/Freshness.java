package io.fairlead.plan;

import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is decided rests on this moment's observations, and the register is not of the future. */
record Freshness() implements GuardRule {
  /** How far the writer of the register may be ahead of this clock. */
  static final Duration SKEW = Duration.ofSeconds(10);

  @Override
  public String name() {
    return "freshness";
  }

  @Override
  public List<RuleResult> check(Checked checked) {
    String limit = "judged within " + Durations.text(checked.view().fleet().safety().freshness());
    List<RuleResult> findings = new ArrayList<>();
    Instant written = checked.view().state().writtenAt();
    if (written.isAfter(checked.view().now().plus(SKEW))) {
      findings.add(
          refuses(
              "fleet",
              "a register written at most " + Durations.text(SKEW) + " ahead",
              "written at " + written));
    }
    for (Action action : checked.plan().actions()) {
      for (PlanReason stale : blames(checked, action)) {
        findings.add(
            refuses(action.change().target().text(), limit, "not so now: " + stale.text()));
      }
      if (action.change() instanceof Change.Move move
          && !checked.health().speaks(move.address().region())) {
        findings.add(
            refuses(
                action.change().target().text(),
                limit,
                "the observer of " + move.address().region() + " is not fresh"));
      }
    }
    return Checked.results(findings, name(), limit, "all of it");
  }

  @Override
  public List<PlanReason> blames(Checked checked, Action refused) {
    return Checked.falls(refused)
        .filter(
            fall ->
                checked.situation().judged(new Subject.OfDeployment(fall.what(), fall.region()))
                    != Verdict.DOWN)
        .map(PlanReason.class::cast)
        .toList();
  }

  @Override
  public boolean passing() {
    return true;
  }
}
