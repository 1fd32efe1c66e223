package io.fairlead.wiring.shape;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The word that a misspelt one probably means. */
public final class Nearest {
  private static final int LONGEST = 64;

  private Nearest() {}

  /** The nearest of some words, or null if none is near: at most a third of the letters differ. */
  public static @Nullable String to(String word, Collection<String> words) {
    if (word.isEmpty() || word.length() > LONGEST) {
      return null;
    }
    String nearest = null;
    int least = Math.max(1, word.length() / 3) + 1;
    for (String each : words) {
      int distance = distance(word.toLowerCase(Locale.ROOT), each.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        nearest = each;
      }
    }
    return nearest;
  }

  /** Edits between two words: insert, delete, replace, or swap of neighbours. */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, a, b, new int[] {i, j});
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(int[][] cost, String a, String b, int[] at) {
    int i = at[0];
    int j = at[1];
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int best = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
    best = Math.min(best, cost[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
