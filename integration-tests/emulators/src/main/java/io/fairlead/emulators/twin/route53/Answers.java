package io.fairlead.emulators.twin.route53;

import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Which of several weighted sets a query gets.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html">How
 *     Route 53 chooses records when health checking is configured</a>
 */
final class Answers {
  private Answers() {}

  /**
   * One of the sets: of the healthy ones with a weight; where none of those is healthy, of the
   * healthy ones of weight 0; where nothing is healthy, as if all were.
   */
  static RecordSet choose(
      List<RecordSet> sets, Predicate<RecordSet> healthy, RandomGenerator dice) {
    List<RecordSet> weighted = sets.stream().filter(set -> weight(set) > 0).toList();
    List<RecordSet> zero = sets.stream().filter(set -> weight(set) == 0).toList();
    List<RecordSet> in = weighted.stream().filter(healthy).toList();
    if (in.isEmpty()) {
      in = zero.stream().filter(healthy).toList();
    }
    if (in.isEmpty()) {
      in = weighted.isEmpty() ? zero : weighted;
    }
    return drawn(in, dice);
  }

  private static RecordSet drawn(List<RecordSet> sets, RandomGenerator dice) {
    int total = sets.stream().mapToInt(Answers::weight).sum();
    if (total == 0) {
      return sets.get(dice.nextInt(sets.size()));
    }
    int drawn = dice.nextInt(total);
    for (RecordSet set : sets) {
      drawn -= weight(set);
      if (drawn < 0) {
        return set;
      }
    }
    throw new IllegalStateException("weights of " + sets);
  }

  private static int weight(RecordSet set) {
    return set.weight() == null ? 1 : set.weight();
  }
}
