package io.fairlead.emulators.twin;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Which calls go wrong and how: by service, region and operation, for a number of calls. */
public final class FaultRules {
  private final List<Rule> rules = new ArrayList<>();

  /** Calls that a rule is for; an empty text is for all. */
  public record Where(String service, String region, String operation) implements Predicate<Call> {
    /** Every call. */
    public static final Where EVERYWHERE = new Where("", "", "");

    @Override
    public boolean test(Call call) {
      return (service.isEmpty() || service.equals(call.service()))
          && (region.isEmpty() || region.equals(call.region()))
          && (operation.isEmpty() || operation.equals(call.operation()));
    }
  }

  private static final class Rule {
    private final Predicate<Call> where;
    private final Fault fault;
    private int left;

    Rule(Predicate<Call> where, Fault fault, int times) {
      this.where = where;
      this.fault = fault;
      this.left = times;
    }
  }

  /** Lets calls go wrong until {@link #clear}. */
  public void add(Predicate<Call> where, Fault fault) {
    add(where, fault, Integer.MAX_VALUE);
  }

  /** Lets so many calls go wrong. */
  public synchronized void add(Predicate<Call> where, Fault fault, int times) {
    rules.add(new Rule(where, fault, times));
  }

  /** Nothing goes wrong from now on. */
  public synchronized void clear() {
    rules.clear();
  }

  /** The faults of one call, in the order of their rules; uses each rule up by one. */
  synchronized List<Fault> of(Call call) {
    List<Fault> faults = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.left > 0 && rule.where.test(call)) {
        rule.left--;
        faults.add(rule.fault);
      }
    }
    return faults;
  }
}
