package io.fairlead.plan;

import io.fairlead.fleet.Safety;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** So many automatic evacuations of a region in so long; all its groups count once. */
record Velocity() implements GuardRule {
  @Override
  public String name() {
    return "velocity";
  }

  @Override
  public List<RuleResult> check(Checked checked) {
    Safety.EvacuationLimit limit = checked.view().fleet().safety().evacuation();
    SortedSet<String> over = over(checked);
    SortedSet<String> counted = recent(checked);
    counted.addAll(planned(checked));
    String allowed = limit.limit() + " per " + Durations.text(limit.per());
    String found = counted.size() + ": " + counted;
    List<RuleResult> findings = new ArrayList<>();
    for (Action action : checked.plan().actions()) {
      if (!blamed(over, action).isEmpty()) {
        findings.add(refuses(action.change().target().text(), allowed, found));
      }
    }
    return Checked.results(findings, name(), allowed, found);
  }

  @Override
  public List<PlanReason> blames(Checked checked, Action refused) {
    return blamed(over(checked), refused);
  }

  @Override
  public boolean passing() {
    return true;
  }

  private static List<PlanReason> blamed(SortedSet<String> over, Action action) {
    return Checked.falls(action)
        .filter(fall -> over.contains(fall.region()))
        .map(PlanReason.class::cast)
        .toList();
  }

  /** Regions whose evacuation is planned and exceeds the limit. */
  private static SortedSet<String> over(Checked checked) {
    int limit = checked.view().fleet().safety().evacuation().limit();
    SortedSet<String> counted = recent(checked);
    SortedSet<String> over = new TreeSet<>();
    for (String region : planned(checked)) {
      if (!counted.contains(region) && counted.size() >= limit) {
        over.add(region);
      } else {
        counted.add(region);
      }
    }
    return over;
  }

  private static SortedSet<String> recent(Checked checked) {
    Instant from = checked.view().now().minus(checked.view().fleet().safety().evacuation().per());
    SortedSet<String> regions = new TreeSet<>();
    checked.view().state().evacuations().stream()
        .filter(evacuation -> evacuation.at().isAfter(from))
        .forEach(evacuation -> regions.add(evacuation.region()));
    return regions;
  }

  private static SortedSet<String> planned(Checked checked) {
    SortedSet<String> regions = new TreeSet<>();
    for (Action action : checked.plan().actions()) {
      if (action.change() instanceof Change.Raise(var flag) && Checked.automatic(action)) {
        regions.add(flag.region());
      }
    }
    return regions;
  }
}
