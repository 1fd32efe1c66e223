package io.fairlead.cycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Gathers inputs and does something with as many of them at a time as fit into memory.
 *
 * @param <T> what comes in
 * @param <F> why something failed
 */
final class Batches<T, F> {
  /** Objects whose content is asked for at a time: as many lists of a store pass for each. */
  static final int OBJECTS = 65_536;

  private final int size;
  private final Function<List<T>, Optional<F>> batch;
  private List<T> open = new ArrayList<>();
  private Optional<F> failed = Optional.empty();

  /**
   * Nothing came in.
   *
   * @param batch answers why it failed; empty = it did not
   */
  Batches(int size, Function<List<T>, Optional<F>> batch) {
    this.size = size;
    this.batch = batch;
  }

  /**
   * Takes one.
   *
   * @return whether nothing has failed
   */
  boolean add(T one) {
    if (failed.isEmpty()) {
      open.add(one);
      if (open.size() == size) {
        run();
      }
    }
    return failed.isEmpty();
  }

  /** After the last one: why something failed; empty = all is done. */
  Optional<F> ended() {
    if (failed.isEmpty() && !open.isEmpty()) {
      run();
    }
    return failed;
  }

  private void run() {
    List<T> full = open;
    open = new ArrayList<>();
    failed = batch.apply(full);
  }
}
