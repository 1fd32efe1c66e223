package io.fairlead.port;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Does one thing for each of many inputs, several at a time, and begins no further one once one has
 * failed.
 *
 * @param width how many at a time, 1 to {@link #MOST}
 */
public record Lanes(SideBySide sideBySide, int width) {
  /** One after the other. */
  public static final Lanes ONE = new Lanes(SideBySide.inTurn(), 1);

  /** More at a time gain nothing, and each has buffers and a connection of its own. */
  public static final int MOST = 64;

  public Lanes {
    if (width < 1 || width > MOST) {
      throw new IllegalArgumentException("1 to " + MOST + " at a time, not " + width);
    }
  }

  /**
   * Does it for each.
   *
   * @param one answers why it failed; empty = it did not
   * @return the first failure; empty = it was done for all
   */
  public <T, F> Optional<F> each(List<T> inputs, Function<T, Optional<F>> one) {
    AtomicInteger next = new AtomicInteger();
    AtomicReference<Optional<F>> failed = new AtomicReference<>(Optional.empty());
    Supplier<Boolean> lane =
        () -> {
          int at = next.getAndIncrement();
          while (at < inputs.size() && failed.get().isEmpty()) {
            Optional<F> why = one.apply(inputs.get(at));
            if (why.isPresent()) {
              failed.compareAndSet(Optional.empty(), why);
            }
            at = next.getAndIncrement();
          }
          return true;
        };
    sideBySide.all(Collections.nCopies(Math.min(width, inputs.size()), lane));
    return failed.get();
  }
}
