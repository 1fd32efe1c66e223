package io.fairlead.cli.answer;

import io.fairlead.plan.GuardDecision;
import io.fairlead.plan.RuleResult;
import io.fairlead.plan.RuleResult.Result;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the guard says of a plan, for people. */
final class GuardText {
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private static final Pattern WHOLE = Pattern.compile("\\d+");

  private GuardText() {}

  static String of(GuardDecision guard) {
    List<RuleResult> results = guard.results();
    long approved = results.stream().filter(r -> r.result() != Result.REFUSED).count();
    StringBuilder text = new StringBuilder();
    text.append("guard   ").append(guard.kind().name().toLowerCase(Locale.ROOT));
    text.append(approved == results.size() ? " " : ", passed ");
    text.append(approved).append(" of ").append(results.size());
    nearest(results).ifPresent(r -> text.append(", nearest: ").append(r.rule()).append(limit(r)));
    text.append('\n');
    for (RuleResult result : results) {
      if (result.result() != Result.APPROVED) {
        text.append("  ").append(result.result().name().toLowerCase(Locale.ROOT)).append("  ");
        text.append(result.rule()).append(" ").append(result.target());
        text.append(": limit ").append(result.limit()).append(", found ").append(result.found());
        text.append('\n');
      }
    }
    return text.toString();
  }

  private static String limit(RuleResult result) {
    return WHOLE.matcher(result.found()).matches()
        ? " " + result.found() + " of " + result.limit()
        : ", found " + result.found() + ", limit " + result.limit();
  }

  /** The approved rule whose number found comes nearest to its limit. */
  private static Optional<RuleResult> nearest(List<RuleResult> results) {
    return results.stream()
        .filter(result -> result.result() == Result.APPROVED && closeness(result) >= 0)
        .max(Comparator.comparingDouble(GuardText::closeness).thenComparing(RuleResult::rule));
  }

  private static double closeness(RuleResult result) {
    Matcher found = NUMBER.matcher(result.found());
    Matcher limit = NUMBER.matcher(result.limit());
    if (!found.lookingAt() || !limit.lookingAt()) {
      return -1;
    }
    double most = Double.parseDouble(limit.group());
    double part = most == 0 ? -1 : Double.parseDouble(found.group()) / most;
    // Approved above its limit: the numbers do not count the same, as where the limit is a minimum.
    return part > 1 ? -1 : part;
  }
}
