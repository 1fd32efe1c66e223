package io.fairlead.plan;

import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Partition;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.WantedRecords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A partition's records name permitted regions only, whatever their weight. */
record Residency() implements GuardRule {
  private static final String LIMIT = "permitted regions only";

  @Override
  public String name() {
    return "residency";
  }

  @Override
  public List<RuleResult> check(Checked checked) {
    Fleet fleet = checked.view().fleet();
    Set<String> permitted = new HashSet<>();
    checked
        .weights()
        .map(action -> ((Change.Weights) action.change()).shares().keySet())
        .flatMap(Set::stream)
        .distinct()
        .forEach(
            id -> {
              Partition partition = fleet.service(id.service()).partitions().get(id.partition());
              if (partition != null) {
                String name = WantedRecords.name(partition);
                permitted.add(name + " " + WantedRecords.OVERFLOW);
                fleet.regionsOf(partition).forEach(region -> permitted.add(name + " " + region));
              }
            });
    List<RuleResult> findings = new ArrayList<>();
    int records = 0;
    for (Action action : checked.plan().actions()) {
      if (action.change() instanceof Change.Weights change) {
        for (RecordChange record : change.records()) {
          String place = record.key().name() + " " + record.key().setIdentifier();
          records++;
          if (record.after() != null && !permitted.contains(place)) {
            findings.add(refuses(change.target().text(), LIMIT, place));
          }
        }
      }
    }
    return Checked.results(findings, name(), LIMIT, records + " records, all permitted");
  }

  @Override
  public List<PlanReason> blames(Checked checked, Action refused) {
    return List.of();
  }
}
