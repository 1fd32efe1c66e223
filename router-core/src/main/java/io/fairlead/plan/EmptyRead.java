package io.fairlead.plan;

import io.fairlead.traffic.RecordSets;
import java.util.ArrayList;
import java.util.List;

/** A read that may be empty or partial deletes nothing: at most half of a zone's records go. */
record EmptyRead() implements GuardRule {
  private static final String LIMIT = "at most half of a zone's records deleted, read whole";

  @Override
  public String name() {
    return "empty-read";
  }

  @Override
  public List<RuleResult> check(Checked checked) {
    List<RuleResult> findings = new ArrayList<>();
    for (Action action : checked.plan().actions()) {
      if (action.change() instanceof Change.Weights change) {
        RecordSets current = checked.situation().zone(change.zone());
        int has = current == null ? 0 : current.records().size();
        long deleted = change.records().stream().filter(r -> r.after() == null).count();
        if (deleted > 0 && deleted * 2 > has) {
          findings.add(refuses(change.target().text(), LIMIT, deleted + " of " + has + " deleted"));
        } else if (has == 0 && change.fromEpoch() > 0) {
          findings.add(
              warns(
                  change.target().text(),
                  LIMIT,
                  "no record at epoch " + change.fromEpoch() + ", created anew"));
        }
      }
    }
    return Checked.results(findings, name(), LIMIT, "no such deletion");
  }

  @Override
  public List<PlanReason> blames(Checked checked, Action refused) {
    return List.of();
  }
}
