package io.fairlead.cli.answer;

import io.fairlead.cycle.SteerReport;
import io.fairlead.fleet.Partition;
import io.fairlead.plan.Change;
import io.fairlead.plan.Decision;
import java.util.SortedMap;

/** What the next tick wants a partition's shares to be. */
final class WantedShares {
  private final SteerReport report;

  WantedShares(SteerReport report) {
    this.report = report;
  }

  /** Percent wanted of a region: what the plan would set, else what is set; -1 = not known. */
  int percent(Partition partition, String region, int set) {
    Decision decision = report.decision();
    if (decision == null) {
      return -1;
    }
    return decision.plan().actions().stream()
        .map(action -> action.change() instanceof Change.Weights weights ? weights : null)
        .filter(weights -> weights != null && weights.zone().equals(partition.zone()))
        .map(weights -> weights.shares().get(partition.id()))
        .filter(java.util.Objects::nonNull)
        .map((SortedMap<String, Integer> shares) -> shares.getOrDefault(region, 0))
        .findFirst()
        .orElse(set);
  }
}
