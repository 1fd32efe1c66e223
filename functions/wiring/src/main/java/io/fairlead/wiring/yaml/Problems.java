package io.fairlead.wiring.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the problems of one file, so that all are told in one go. Not thread-safe. */
public final class Problems {
  /** The most problems told; a file with more is better mended first. */
  public static final int MOST = 100;

  private static final int SHORTEST_HIDDEN = 4;

  private final List<Problem> found = new ArrayList<>();
  private final Map<String, String> hidden = new LinkedHashMap<>();
  private int untold;

  /**
   * What stands for a value from outside the file, which may be secret: no problem shows it. Values
   * too short to be a secret are left, lest messages become unreadable.
   */
  void hide(String value, String reference) {
    if (value.length() >= SHORTEST_HIDDEN) {
      hidden.put(value, reference);
    }
  }

  /**
   * Adds one, unless the very same is there already. Where there are too many, an error takes the
   * place of the last warning: warnings never keep an error from being told.
   */
  public void add(Problem problem) {
    if (found.size() < MOST) {
      if (!found.contains(problem)) {
        found.add(problem);
      }
    } else if (problem.isError() && !replacesWarning(problem)) {
      untold++;
    }
  }

  private boolean replacesWarning(Problem error) {
    for (int i = found.size() - 1; i >= 0; i--) {
      if (!found.get(i).isError()) {
        found.set(i, error);
        return true;
      }
    }
    return false;
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
    List<Problem> all = new ArrayList<>(found.stream().map(this::masked).toList());
    all.sort(
        Comparator.comparingInt(Problem::line)
            .thenComparingInt(Problem::column)
            .thenComparing(Problem::message));
    if (untold > 0) {
      all.add(Problem.error(Place.FILE, "and " + untold + " problems more"));
    }
    return List.copyOf(all);
  }

  private Problem masked(Problem problem) {
    String message = problem.message();
    for (Map.Entry<String, String> each : hidden.entrySet()) {
      message = message.replace(each.getKey(), each.getValue());
    }
    return problem.saying(message);
  }
}
