package io.fairlead.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A plan with the guard's answer. Where the guard refused a drain, a request or a ramp step that
 * shares a target with a failover, the plan is made again without it, so that a failover never
 * waits for a drain.
 *
 * @param withheld texts of the reasons that the plan was made without
 */
public record Decision(Plan plan, GuardDecision guard, SortedSet<String> withheld) {
  /** Plans made for one decision at most; then what was refused stays refused. */
  static final int MAX_PLANS = 8;

  public Decision {
    withheld = Collections.unmodifiableSortedSet(new TreeSet<>(withheld));
  }

  /** A decision that left nothing out. */
  public Decision(Plan plan, GuardDecision guard) {
    this(plan, guard, new TreeSet<>());
  }

  /** Decides for a view. */
  public static Decision of(View view) {
    SortedSet<String> withheld = new TreeSet<>();
    List<RuleResult> earlier = new ArrayList<>();
    Planning unreserved = Planning.of(view, Set.of());
    Planning planning = unreserved;
    for (int made = 1; ; made++) {
      Checked checked = Checked.of(planning.plan(), unreserved);
      GuardDecision guard = Guard.check(checked);
      boolean last = made >= MAX_PLANS - 1;
      Set<String> without = without(checked, guard, last);
      if (without.isEmpty() || made == MAX_PLANS) {
        return new Decision(checked.plan(), merged(guard, earlier), withheld);
      }
      guard.results().stream()
          .filter(result -> result.result() == RuleResult.Result.REFUSED)
          .forEach(earlier::add);
      withheld.addAll(without);
      planning = Planning.of(view, withheld);
    }
  }

  /** What to leave out so that the rest of refused actions can go on: one reason of each. */
  private static Set<String> without(Checked checked, GuardDecision guard, boolean all) {
    Set<String> without = new HashSet<>();
    if (guard.kind() == GuardDecision.Kind.PANIC) {
      return without;
    }
    for (Action action : guard.refused()) {
      List<PlanReason> blamed = blamed(checked, guard, action);
      boolean mixed = blamed.size() < action.reasons().size();
      blamed.stream()
          .filter(reason -> mixed || halfDone(guard, reason))
          .limit(all ? Long.MAX_VALUE : 1)
          .map(PlanReason::text)
          .forEach(without::add);
    }
    return without;
  }

  /** A request is carried out as a whole or not at all: it leaves latches. */
  private static boolean halfDone(GuardDecision guard, PlanReason reason) {
    return reason instanceof PlanReason.Requested
        && guard.approved().stream().anyMatch(action -> action.reasons().contains(reason));
  }

  private static List<PlanReason> blamed(Checked checked, GuardDecision guard, Action action) {
    Set<String> refusing = new HashSet<>();
    guard.results().stream()
        .filter(r -> r.result() == RuleResult.Result.REFUSED)
        .filter(r -> r.target().equals(action.change().target().text()))
        .forEach(r -> refusing.add(r.rule()));
    Set<PlanReason> blamed = new LinkedHashSet<>();
    for (GuardRule rule : GuardRule.all()) {
      if (refusing.contains(rule.name())) {
        blamed.addAll(rule.blames(checked, action));
      }
    }
    return List.copyOf(blamed);
  }

  /** The last answer, with what earlier plans were refused for. */
  private static GuardDecision merged(GuardDecision guard, List<RuleResult> earlier) {
    LinkedHashSet<RuleResult> results = new LinkedHashSet<>(earlier);
    results.addAll(guard.results());
    List<RuleResult> all = new ArrayList<>(results);
    all.sort(Comparator.comparing(RuleResult::result).reversed());
    return new GuardDecision(
        Guard.kind(all, guard.approved()), all, guard.approved(), guard.refused());
  }
}
