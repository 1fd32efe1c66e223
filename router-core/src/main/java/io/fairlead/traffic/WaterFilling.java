package io.fairlead.traffic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Pours demand into regions so that the least used fill first and those that take some end at one
 * level of utilisation.
 */
public final class WaterFilling {
  /** No bound on the level. */
  public static final double UNBOUNDED = Double.POSITIVE_INFINITY;

  private WaterFilling() {}

  /**
   * A region's deployment.
   *
   * @param load demand that it carries already, requests a second
   * @param capacity tested capacity, requests a second, above 0
   */
  public record Vessel(double load, double capacity) {
    double level() {
      return load / capacity;
    }
  }

  /**
   * What was poured into each vessel, in requests a second, and what did not fit.
   *
   * @param left 0 when everything fits below the bound
   */
  public record Poured(SortedMap<String, Double> amounts, double left) {}

  /**
   * Pours an amount.
   *
   * @param bound the highest level of utilisation, such as 0.8; a vessel above it takes nothing
   */
  public static Poured pour(double amount, SortedMap<String, Vessel> vessels, double bound) {
    double level = Math.min(bound, levelAfter(amount, vessels));
    SortedMap<String, Double> amounts = new TreeMap<>();
    double left = amount;
    for (var vessel : vessels.entrySet()) {
      Vessel v = vessel.getValue();
      double takes = Math.max(0, level * v.capacity() - v.load());
      amounts.put(vessel.getKey(), takes);
      left -= takes;
    }
    boolean fits = !vessels.isEmpty() && level < bound;
    return new Poured(amounts, fits ? 0 : Math.max(0, left));
  }

  private static double levelAfter(double amount, SortedMap<String, Vessel> vessels) {
    List<Vessel> lowestFirst = new ArrayList<>(vessels.values());
    lowestFirst.sort(Comparator.comparingDouble(Vessel::level));
    double load = amount;
    double capacity = 0;
    for (int i = 0; i < lowestFirst.size(); i++) {
      load += lowestFirst.get(i).load();
      capacity += lowestFirst.get(i).capacity();
      double level = load / capacity;
      if (i + 1 == lowestFirst.size() || level <= lowestFirst.get(i + 1).level()) {
        return level;
      }
    }
    return 0;
  }
}
