package io.fairlead.cli.run;

import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at something by name beside the ticks, again and again: what hangs holds up no probe. What
 * was seen last stays what is known.
 */
final class Looks<T> implements Supplier<SortedMap<String, T>>, AutoCloseable {
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Consumer<RuntimeException> trouble;
  private volatile SortedMap<String, T> last = new TreeMap<>();
  private @Nullable Thread loop;

  /**
   * Looks that have not begun.
   *
   * @param trouble told where a look fails for a reason that is no port's
   */
  Looks(Consumer<RuntimeException> trouble) {
    this.trouble = trouble;
  }

  /** Begins to look. */
  void begin(String name, Duration every, Supplier<SortedMap<String, T>> look) {
    loop =
        Thread.ofVirtual()
            .name(name)
            .start(
                () -> {
                  try {
                    do {
                      look(look);
                    } while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS));
                  } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                  }
                });
  }

  private void look(Supplier<SortedMap<String, T>> look) {
    try {
      SortedMap<String, T> seen = new TreeMap<>(last);
      seen.putAll(look.get());
      last = seen;
    } catch (RuntimeException e) {
      trouble.accept(e);
    }
  }

  @Override
  public SortedMap<String, T> get() {
    return last;
  }

  @Override
  public void close() {
    closed.countDown();
    Thread running = loop;
    if (running != null) {
      running.interrupt();
    }
  }
}
