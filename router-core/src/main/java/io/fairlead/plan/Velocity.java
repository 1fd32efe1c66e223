package io.fairlead.plan;

import io.fairlead.fleet.Safety;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** So many automatic evacuations in so long, of one region or of several. */
record Velocity() implements GuardRule {
  @Override
  public String name() {
    return "velocity";
  }

  @Override
  public List<RuleResult> check(Checked checked) {
    Safety.EvacuationLimit limit = checked.view().fleet().safety().evacuation();
    SortedSet<String> over = over(checked);
    List<String> counted = new ArrayList<>();
    Evacuations.recent(checked.view()).forEach(evacuation -> counted.add(evacuation.region()));
    counted.addAll(begun(checked));
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
    int counted = Evacuations.recent(checked.view()).size();
    SortedSet<String> over = new TreeSet<>();
    for (String region : begun(checked)) {
      if (counted >= limit) {
        over.add(region);
      } else {
        counted++;
      }
    }
    return over;
  }

  /** Regions that the plan begins to evacuate. */
  private static SortedSet<String> begun(Checked checked) {
    SortedSet<String> begun = planned(checked);
    begun.removeIf(region -> !Evacuations.begins(checked.view(), region));
    return begun;
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
