package io.fairlead.plan;

/**
 * What one guard rule says of one target.
 *
 * @param rule its name, such as {@code capacity}
 * @param target target text, or {@code fleet}
 * @param limit the number or state allowed
 * @param found the number or state found
 */
public record RuleResult(String rule, String target, String limit, String found, Result result) {
  /** Whether this is a refusal that does not pass by itself soon. */
  public boolean lasting() {
    return result == Result.REFUSED
        && GuardRule.all().stream().noneMatch(each -> each.passing() && each.name().equals(rule));
  }

  /** Warned lets the action go on and says so. */
  public enum Result {
    APPROVED,
    WARNED,
    REFUSED
  }
}
