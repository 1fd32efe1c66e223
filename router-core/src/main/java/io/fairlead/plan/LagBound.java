package io.fairlead.plan;

import io.fairlead.fleet.Partition;
import io.fairlead.health.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A region whose copy is beyond its lag bound takes no new share. The planner gives it none; this
 * says which partitions stay where they are because of that, and where nobody can tell.
 */
record LagBound() implements GuardRule {
  @Override
  public String name() {
    return "replication-lag";
  }

  @Override
  public List<RuleResult> check(Checked checked) {
    List<RuleResult> findings = new ArrayList<>();
    for (Action action : checked.plan().actions()) {
      if (action.change() instanceof Change.Weights change && !RpoGate.accepted(checked, action)) {
        for (Subject.OfDeployment where : Gains.of(checked.view().fleet(), change).keySet()) {
          Lags.of(checked.view(), where)
              .forEach(lag -> check(change.target().text(), where, lag).ifPresent(findings::add));
        }
      }
    }
    checked.view().fleet().partitions().forEach(each -> findings.addAll(kept(checked, each)));
    return Checked.results(
        findings, name(), "lag within each bound", checked.view().lag().size() + " measured");
  }

  private Optional<RuleResult> check(String target, Subject.OfDeployment where, Lag lag) {
    String limit = "lag at most " + Durations.text(lag.bound());
    String found = where.text() + ": " + lag.text();
    if (!lag.isKnown()) {
      return Optional.of(warns(target, limit, found));
    }
    return lag.beyond(false) ? Optional.of(refuses(target, limit, found)) : Optional.empty();
  }

  /** Copies for which a partition stays where somebody or something wants it to leave. */
  private List<RuleResult> kept(Checked checked, Partition partition) {
    Planning wanted = checked.unreserved();
    List<RuleResult> findings = new ArrayList<>();
    String service = partition.id().service();
    var regions = checked.view().fleet().regionsOf(partition);
    boolean leaves =
        regions.stream()
            .anyMatch(
                region ->
                    wanted.standings().of(service, region).kind() == Standing.Kind.OUT
                        && checked.situation().carriesTraffic(partition, region));
    if (!wanted.shares().stuck().contains(partition.id()) || !leaves) {
      return findings;
    }
    for (String region : regions) {
      Subject.OfDeployment where = new Subject.OfDeployment(service, region);
      Lag lag = wanted.standings().behind().get(where);
      if (lag != null) {
        findings.add(
            refuses(
                "partition/" + partition.id(),
                "lag at most " + lag.most(Lags.isPromoted(checked.view(), where)),
                where.text() + ": " + lag.text()));
      }
    }
    return findings;
  }
}
