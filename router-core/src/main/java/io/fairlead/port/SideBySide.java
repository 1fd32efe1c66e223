package io.fairlead.port;

import java.util.List;
import java.util.function.Supplier;

/**
 * Makes independent calls of one tick at once where the surroundings have threads, so that a part
 * that hangs costs its timeout once and not once a call.
 */
@FunctionalInterface
public interface SideBySide {
  /**
   * Makes all calls and joins every one of them.
   *
   * @return one answer a call, in the order given
   */
  <T> List<T> all(List<Supplier<T>> calls);

  /** One call after the other, in the order given. */
  static SideBySide inTurn() {
    return new SideBySide() {
      @Override
      public <T> List<T> all(List<Supplier<T>> calls) {
        return calls.stream().map(Supplier::get).toList();
      }
    };
  }
}
