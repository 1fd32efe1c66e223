package io.fairlead.wiring.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the problems of one file, so that all are told in one go. Not thread-safe. */
public final class Problems {
  /** The most problems told; a file with more is better mended first. */
  public static final int MOST = 100;

  private final List<Problem> found = new ArrayList<>();
  private int untold;

  /** Adds one, unless the very same is there already. */
  public void add(Problem problem) {
    if (found.size() >= MOST && problem.isError()) {
      untold++;
    } else if (found.size() < MOST && !found.contains(problem)) {
      found.add(problem);
    }
  }

  /** Whether any makes the file unusable. */
  public boolean hasErrors() {
    return untold > 0 || found.stream().anyMatch(Problem::isError);
  }

  /** How many errors there are so far. */
  public int errors() {
    return untold + (int) found.stream().filter(Problem::isError).count();
  }

  /** All, in the order of the file. */
  public List<Problem> inOrder() {
    List<Problem> all = new ArrayList<>(found);
    all.sort(
        Comparator.comparingInt(Problem::line)
            .thenComparingInt(Problem::column)
            .thenComparing(Problem::message));
    if (untold > 0) {
      all.add(Problem.error(Place.FILE, "and " + untold + " problems more"));
    }
    return List.copyOf(all);
  }
}
