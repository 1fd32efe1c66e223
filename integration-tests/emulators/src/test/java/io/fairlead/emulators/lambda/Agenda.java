package io.fairlead.emulators.lambda;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What happens when, in virtual time: things of one instant begin side by side, and time goes on
 * when all of them have ended.
 */
final class Agenda {
  private final VirtualTime time;
  private final NavigableMap<Instant, List<Supplier<CompletableFuture<?>>>> due = new TreeMap<>();

  Agenda(VirtualTime time) {
    this.time = time;
  }

  /** Puts something on it; what is over already begins at once. */
  void at(Instant when, Supplier<CompletableFuture<?>> what) {
    due.computeIfAbsent(when, _ -> new ArrayList<>()).add(what);
  }

  /** Lets time pass until an instant; what is due later stays. */
  void run(Instant end) {
    while (!due.isEmpty() && due.firstKey().isBefore(end)) {
      var next = due.pollFirstEntry();
      time.until(next.getKey());
      List<CompletableFuture<?>> begun = new ArrayList<>();
      next.getValue().forEach(what -> begun.add(what.get()));
      begun.forEach(CompletableFuture::join);
    }
    time.until(end);
  }
}
