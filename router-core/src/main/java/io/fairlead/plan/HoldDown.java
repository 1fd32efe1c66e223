package io.fairlead.plan;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.fleet.Service;
import io.fairlead.journal.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A target that was just changed is left alone; an address on nothing is not. */
record HoldDown() implements GuardRule {
  @Override
  public String name() {
    return "hold-down";
  }

  @Override
  public List<RuleResult> check(Checked checked) {
    Fleet fleet = checked.view().fleet();
    List<RuleResult> findings = new ArrayList<>();
    for (Action action : checked.plan().actions()) {
      Duration hold = hold(fleet, action.change().target());
      Instant changed = checked.situation().changedAt(action.change().target());
      boolean recent =
          changed.isAfter(Instant.MIN) && checked.view().now().isBefore(changed.plus(hold));
      if (recent && !exempt(action)) {
        findings.add(
            refuses(action.change().target().text(), limit(hold), "last changed at " + changed));
      }
    }
    String usual = limit(fleet.safety().holdDown());
    return Checked.results(findings, name(), usual, "none changed that recently");
  }

  private static String limit(Duration hold) {
    return Durations.text(hold) + " between two changes";
  }

  /** The longest that any service behind a target asks for. */
  private static Duration hold(Fleet fleet, TargetId target) {
    return fleet.services().values().stream()
        .filter(service -> isBehind(service, target))
        .map(fleet.safety()::holdDown)
        .max(Duration::compareTo)
        .orElse(fleet.safety().holdDown());
  }

  private static boolean isBehind(Service service, TargetId target) {
    return switch (target) {
      case TargetId.Zone(String zone) ->
          service.partitions().values().stream().anyMatch(each -> each.zone().equals(zone));
      case TargetId.Flag(RegionGroup flag) ->
          service.failoverGroup().equals(flag.group())
              && service.deployments().containsKey(flag.region());
      case TargetId.Address(AddressId id) -> {
        Deployment there = service.deployments().get(id.region());
        yield there != null && id.address().equals(there.floatingAddress());
      }
    };
  }

  private static boolean exempt(Action action) {
    return switch (action.change()) {
      case Change.Move(var _, var from, var _) -> from == null;
      case Change.Lower _ ->
          action.reasons().stream().allMatch(PlanReason.StaleFlag.class::isInstance);
      case Change.Raise _, Change.Weights _ -> false;
    };
  }

  @Override
  public List<PlanReason> blames(Checked checked, Action refused) {
    return List.of();
  }

  @Override
  public boolean passing() {
    return true;
  }
}
