package io.fairlead.plan;

import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Service;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.journal.HistoryEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Too much fell too fast to trust: more than one region, or over half of a service's regions where
 * it has three or more, within the window. What rung 1 can still mend does not count, nor what was
 * never Up: it has not fallen, and a fleet that begins must not freeze. A person who unfroze has
 * seen what fell before.
 */
record Panic() implements GuardRule {
  /** History kind under which freezes and their ends are written. */
  static final String KIND = "freeze";

  private static final int SMALL_SERVICE = 2;

  @Override
  public String name() {
    return "panic";
  }

  @Override
  public List<RuleResult> check(Checked checked) {
    Fleet fleet = checked.view().fleet();
    Ladders ladders = ladders(checked);
    Instant from = from(checked.view());
    String window = " within " + Durations.text(fleet.safety().panicWindow());
    List<RuleResult> findings = new ArrayList<>();
    SortedSet<String> regions = regions(checked, ladders, from);
    String limit = "at most 1 region Down" + window;
    if (regions.size() > 1) {
      findings.add(refuses("fleet", limit, regions.size() + ": " + regions));
    }
    for (Service service : fleet.services().values()) {
      SortedSet<String> fell = new TreeSet<>();
      for (String region : service.deployments().keySet()) {
        if (fell(checked, ladders, new Subject.OfDeployment(service.name(), region), from)) {
          fell.add(region);
        }
      }
      int all = service.deployments().size();
      if (all > SMALL_SERVICE && fell.size() * 2 > all) {
        findings.add(
            refuses(
                "fleet",
                "at most half of the regions of " + service.name() + " Down" + window,
                fell.size() + " of " + all + ": " + fell));
      }
    }
    return Checked.results(findings, name(), limit, regions.size() + ": " + regions);
  }

  /** Regions of which every deployment is lost, one of them within the window. */
  private static SortedSet<String> regions(Checked checked, Ladders ladders, Instant from) {
    SortedSet<String> fallen = new TreeSet<>();
    SortedSet<String> kept = new TreeSet<>();
    for (Service service : checked.view().fleet().services().values()) {
      for (String region : service.deployments().keySet()) {
        Subject.OfDeployment member = new Subject.OfDeployment(service.name(), region);
        if (!lost(checked, ladders, member)) {
          kept.add(region);
        } else if (checked.situation().fellSince(member, from)) {
          fallen.add(region);
        }
      }
    }
    fallen.removeAll(kept);
    return fallen;
  }

  private static boolean fell(
      Checked checked, Ladders ladders, Subject.OfDeployment where, Instant from) {
    return lost(checked, ladders, where) && checked.situation().fellSince(where, from);
  }

  private static boolean lost(Checked checked, Ladders ladders, Subject.OfDeployment where) {
    return checked.situation().held(where) == Verdict.DOWN && ladders.of(where) == Ladder.RUNG_TWO;
  }

  private static Ladders ladders(Checked checked) {
    return new Ladders(checked.situation(), checked.health(), checked.unreserved().rungOne());
  }

  /** The start of the window, or the last time that a person ended a freeze in it. */
  private static Instant from(View view) {
    Instant window = view.now().minus(view.fleet().safety().panicWindow());
    Instant from = window;
    for (HistoryEntry entry : view.state().history()) {
      if (entry.kind().equals(KIND)
          && !entry.by().equals(Returns.BY_FAIRLEAD)
          && entry.at().isAfter(from)) {
        from = entry.at();
      }
    }
    return from;
  }

  @Override
  public List<PlanReason> blames(Checked checked, Action refused) {
    return List.of();
  }
}
