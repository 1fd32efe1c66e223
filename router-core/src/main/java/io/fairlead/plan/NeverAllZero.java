package io.fairlead.plan;

import io.fairlead.fleet.RegionGroup;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordDiff;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/** No name is left with all its weights at zero, and no group with all its regions flagged. */
record NeverAllZero() implements GuardRule {
  private static final String LIMIT = "at least one weight above 0, one region without a flag";

  @Override
  public String name() {
    return "never-all-zero";
  }

  @Override
  public List<RuleResult> check(Checked checked) {
    List<RuleResult> findings = new ArrayList<>();
    checked.weights().forEach(action -> weights(checked, action, findings));
    flags(checked, findings);
    return Checked.results(findings, name(), LIMIT, "holds for every name and group");
  }

  private void weights(Checked checked, Action action, List<RuleResult> findings) {
    if (!(action.change() instanceof Change.Weights change)) {
      return;
    }
    RecordSets current = checked.situation().zone(change.zone());
    if (current == null) {
      return;
    }
    RecordSets after = RecordDiff.apply(current, current.epoch(), change.records());
    Map<String, Integer> sums = new HashMap<>();
    after.records().values().forEach(r -> sums.merge(family(r.key()), r.weight(), Integer::sum));
    Set<String> touched = new HashSet<>();
    for (RecordChange record : change.records()) {
      WeightedRecord left = record.after();
      if (touched.add(family(record.key()))
          && sums.getOrDefault(family(record.key()), left == null ? 1 : 0) == 0) {
        findings.add(
            refuses(action.change().target().text(), LIMIT, family(record.key()) + " all zero"));
      }
    }
  }

  private static String family(RecordKey key) {
    RecordType type = key.type();
    return key.name() + " " + type;
  }

  private void flags(Checked checked, List<RuleResult> findings) {
    SortedSet<RegionGroup> groups = checked.view().fleet().regionGroups();
    Set<RegionGroup> up = new HashSet<>(groups);
    up.removeIf(group -> !checked.situation().raised(group));
    for (Action action : checked.plan().actions()) {
      if (action.change() instanceof Change.Raise(var flag)) {
        boolean other =
            groups.stream()
                .anyMatch(
                    group ->
                        group.group().equals(flag.group())
                            && !group.equals(flag)
                            && !up.contains(group));
        if (other) {
          up.add(flag);
        } else {
          findings.add(
              refuses(
                  action.change().target().text(),
                  LIMIT,
                  "every other region of group " + flag.group() + " is flagged"));
        }
      }
    }
  }
}
