package io.fairlead.traffic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whole numbers in proportion to others, by largest remainder (Hamilton's method): they add up to
 * the total exactly, and zero stays zero.
 */
public final class Weights {
  private Weights() {}

  /** DNS weights of shares: they add up to 255; 30 and 70 give 77 and 178. */
  public static SortedMap<String, Integer> ofShares(SortedMap<String, Integer> shares) {
    return apportion(shares, WeightedRecord.MAX_WEIGHT);
  }

  /** Percents of DNS weights; undoes {@link #ofShares}. */
  public static SortedMap<String, Integer> toShares(SortedMap<String, Integer> weights) {
    return apportion(weights, 100);
  }

  /**
   * Splits a total in proportion to parts. Of equal remainders the smaller part is rounded up, then
   * the first name. All zero where every part is zero.
   *
   * @param parts each 0 or more
   */
  public static SortedMap<String, Integer> apportion(SortedMap<String, Integer> parts, int total) {
    long sum = 0;
    for (int part : parts.values()) {
      sum += part;
    }
    SortedMap<String, Integer> whole = new TreeMap<>();
    List<Remainder> remainders = new ArrayList<>(parts.size());
    long left = sum == 0 ? 0 : total;
    for (var part : parts.entrySet()) {
      long scaled = (long) part.getValue() * total;
      int floor = sum == 0 ? 0 : (int) (scaled / sum);
      whole.put(part.getKey(), floor);
      left -= floor;
      remainders.add(new Remainder(part.getKey(), part.getValue(), sum == 0 ? 0 : scaled % sum));
    }
    remainders.sort(Remainder.LARGEST_FIRST);
    for (int i = 0; i < left; i++) {
      whole.merge(remainders.get(i).name(), 1, Integer::sum);
    }
    return whole;
  }

  private record Remainder(String name, int part, long remainder) {
    static final Comparator<Remainder> LARGEST_FIRST =
        Comparator.comparingLong(Remainder::remainder)
            .reversed()
            .thenComparingInt(Remainder::part)
            .thenComparing(Remainder::name);
  }
}
