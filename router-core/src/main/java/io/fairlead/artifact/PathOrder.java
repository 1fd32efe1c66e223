package io.fairlead.artifact;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Watches paths go by in their order: each once, and no file that is a folder as well. Whatever
 * begins with a path follows it without anything else between, so that only those are remembered
 * which the present one begins with.
 */
final class PathOrder {
  private final boolean oneTree;
  private final Deque<String> begun = new ArrayDeque<>();
  private @Nullable String last;

  /**
   * Before the first path.
   *
   * @param oneTree whether no path may be both a file and a folder
   */
  PathOrder(boolean oneTree) {
    this.oneTree = oneTree;
  }

  /**
   * The next path.
   *
   * @throws IllegalArgumentException where it must not follow
   */
  void next(String path) {
    String before = last;
    if (before != null && before.compareTo(path) >= 0) {
      throw new IllegalArgumentException(
          before.equals(path)
              ? "'" + path + "' is there twice"
              : "'" + path + "' comes after '" + before + "'");
    }
    while (!begun.isEmpty() && !path.startsWith(begun.getLast())) {
      begun.removeLast();
    }
    for (String each : begun) {
      if (oneTree && path.charAt(each.length()) == '/') {
        throw new IllegalArgumentException("'" + each + "' is a file and a folder");
      }
    }
    begun.addLast(path);
    last = path;
  }
}
