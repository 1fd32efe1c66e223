package io.fairlead.quorum;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Calls several cells side by side, so that a dark one does not cost its timeout.
 *
 * <p>Calls that are late when the answer is in go on, each bounded by its own deadline: they bring
 * the slow cell up to date. Whoever owns the fan-out joins them before its tick ends. A late call
 * is harmless at any time, because a cell compares its version before it writes.
 */
public interface FanOut {
  /**
   * Starts every call and gives the answers in hand as soon as {@code enough} holds of them, or all
   * have answered.
   */
  <T> List<T> call(List<Supplier<T>> calls, Predicate<List<T>> enough);

  /**
   * Waits a random while before the next round, so that two writers do not overtake each other for
   * ever.
   *
   * @param round 1 or more
   */
  void backOff(int round);

  /** One call after the other in the caller's thread, none left out: for simulations and tests. */
  static FanOut inTurn() {
    return new FanOut() {
      @Override
      public <T> List<T> call(List<Supplier<T>> calls, Predicate<List<T>> enough) {
        List<T> answers = new ArrayList<>();
        calls.forEach(call -> answers.add(call.get()));
        return answers;
      }

      @Override
      public void backOff(int round) {}
    };
  }
}
