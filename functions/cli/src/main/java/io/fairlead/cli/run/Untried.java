package io.fairlead.cli.run;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What this machine cannot probe at all, such as from a source address that is not its own: said
 * once when it begins and once when it is over, not in every round.
 */
final class Untried {
  private static final String COUNT = " times)";

  private final Consumer<String> begins;
  private final Consumer<String> ends;
  private SortedSet<String> known = new TreeSet<>();

  /** Nothing is known to be in the way yet. */
  Untried(Consumer<String> begins, Consumer<String> ends) {
    this.begins = begins;
    this.ends = ends;
  }

  /** A round over all targets met these problems; answers how many there are. */
  int round(List<String> problems) {
    SortedSet<String> now = new TreeSet<>();
    problems.forEach(problem -> now.add(withoutCount(problem)));
    now.stream().filter(each -> !known.contains(each)).forEach(begins);
    known.stream().filter(each -> !now.contains(each)).forEach(ends);
    known = now;
    return now.size();
  }

  /** The phrase alone: how often it happened changes from round to round. */
  private static String withoutCount(String problem) {
    return problem.endsWith(COUNT) ? problem.substring(0, problem.lastIndexOf(" (")) : problem;
  }
}
