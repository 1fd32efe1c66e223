package io.fairlead.cli.operate;

import io.fairlead.plan.Decision;
import io.fairlead.plan.Plan;
import io.fairlead.plan.RuleResult;
import io.fairlead.plan.RuleResult.Result;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What planner and guard hold against an operator's verb, by the plan with it and without it. */
final class Objections {
  private Objections() {}

  /**
   * One phrase with the numbers; empty where nothing speaks against it.
   *
   * @param without the next tick's decision without the verb; absent where it would not decide
   * @param request id of the verb's request, if it makes one
   */
  static Optional<String> to(Decision with, @Nullable Decision without, String request) {
    String note = "request " + request + ": refused: ";
    Optional<String> planner =
        with.plan().notes().stream()
            .filter(line -> line.startsWith(note))
            .map(line -> line.substring(note.length()))
            .findFirst();
    if (planner.isPresent()) {
      return planner;
    }
    Optional<String> stays =
        with.plan().notes().stream()
            .filter(line -> line.endsWith(Plan.NOWHERE_TO_GO))
            .filter(line -> without == null || !without.plan().notes().contains(line))
            .findFirst();
    if (stays.isPresent()) {
      return stays;
    }
    List<RuleResult> before = without == null ? List.of() : refusals(without);
    String guard = text(lasting(with).filter(result -> !before.contains(result)));
    return guard.isEmpty() ? Optional.empty() : Optional.of(guard);
  }

  /** What the guard refuses of a decision, with its numbers; empty where it refuses nothing. */
  static String of(Decision decision) {
    return text(refusals(decision).stream());
  }

  private static String text(Stream<RuleResult> refusals) {
    return refusals
        .map(r -> r.rule() + " of " + r.target() + ": limit " + r.limit() + ", found " + r.found())
        .collect(Collectors.joining("; "));
  }

  /** Refusals that pass by themselves, such as the hold-down, only delay a verb. */
  private static Stream<RuleResult> lasting(Decision decision) {
    return refusals(decision).stream().filter(RuleResult::lasting);
  }

  private static List<RuleResult> refusals(Decision decision) {
    return decision.guard().results().stream()
        .filter(result -> result.result() == Result.REFUSED)
        .toList();
  }
}
