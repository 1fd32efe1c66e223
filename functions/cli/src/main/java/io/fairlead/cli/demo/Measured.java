package io.fairlead.cli.demo;

import io.fairlead.cli.demo.RequestLog.Entry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Measures one step from outside: when it was detected, switched and restored, and what the clients
 * lost meanwhile.
 */
final class Measured {
  private static final Duration SETTLE = Duration.ofMillis(1200);

  private final String step;
  private final RequestLog log;
  private final Duration within;
  private final long began = System.currentTimeMillis();
  private CompletableFuture<Long> detected = CompletableFuture.completedFuture(began);
  private CompletableFuture<Long> switched = CompletableFuture.completedFuture(began);
  private CompletableFuture<Long> restored = CompletableFuture.completedFuture(began);

  /** Begins a step now. */
  Measured(String step, RequestLog log, Duration within) {
    this.step = step;
    this.log = log;
    this.within = within;
  }

  Measured detected(BooleanSupplier condition) {
    detected = Watch.first(condition, within);
    return this;
  }

  Measured switched(BooleanSupplier condition) {
    switched = Watch.first(condition, within);
    return this;
  }

  /** The first matching success of a client that began after the step did. */
  Measured restored(Predicate<Entry> success) {
    restored = after(began, ok(success));
    return this;
  }

  /** The first matching success of a client that began once the target was changed. */
  Measured restoredOnceSwitched(Predicate<Entry> success) {
    restored = switched.thenCompose(at -> at == Watch.NEVER ? switched : after(at, ok(success)));
    return this;
  }

  private CompletableFuture<Long> after(long from, Predicate<Entry> success) {
    return Watch.first(() -> !log.between(from, Long.MAX_VALUE, success).isEmpty(), within)
        .thenApply(seen -> seen == Watch.NEVER ? seen : firstEnd(from, success));
  }

  private static Predicate<Entry> ok(Predicate<Entry> success) {
    return entry -> entry.ok() && success.test(entry);
  }

  private long firstEnd(long from, Predicate<Entry> success) {
    return log.between(from, Long.MAX_VALUE, success).stream()
        .mapToLong(Entry::endMillis)
        .min()
        .orElse(Watch.NEVER);
  }

  /** Waits for all three, lets the requests under way end, and counts. */
  StepResult end(String text) {
    long[] times = {detected.join(), switched.join(), restored.join()};
    LockSupport.parkNanos(SETTLE.toNanos());
    long ended = System.currentTimeMillis();
    List<Entry> requests = log.between(began, ended, _ -> true);
    List<Entry> failed = requests.stream().filter(entry -> !entry.ok()).toList();
    boolean happened = times[0] >= 0 && times[1] >= 0 && times[2] >= 0;
    long over = Math.max(times[1], times[2]);
    boolean quietAfter = failed.stream().allMatch(entry -> entry.startMillis() <= over);
    return new StepResult(
        step,
        began,
        ended,
        since(times[0]),
        since(times[1]),
        since(times[2]),
        requests.size(),
        failed.size(),
        happened && quietAfter,
        text);
  }

  private long since(long time) {
    return time == Watch.NEVER ? Watch.NEVER : time - began;
  }
}
