package io.fairlead.emulators.lambda;

import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Fault;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** What happens to a process when a certain call of it arrives, before that is carried out. */
final class Strike implements Predicate<Call> {
  private final Predicate<Call> where;
  private final int nth;
  private final Runnable blow;
  private final AtomicInteger seen = new AtomicInteger();
  private volatile boolean struck;

  private Strike(Predicate<Call> where, int nth, Runnable blow) {
    this.where = where;
    this.nth = nth;
    this.blow = blow;
  }

  /**
   * At the n-th call of a kind, which is then carried out: the process is gone, or stands still,
   * when its answer comes.
   */
  static Strike after(AwsTwin twin, Predicate<Call> where, int nth, Runnable blow) {
    return added(twin, new Strike(where, nth, blow), new Fault.Slow(Duration.ZERO));
  }

  /** At the n-th call of a kind, which is never carried out. */
  static Strike before(AwsTwin twin, Predicate<Call> where, int nth, Runnable blow) {
    return added(twin, new Strike(where, nth, blow), new Fault.CutBefore());
  }

  private static Strike added(AwsTwin twin, Strike strike, Fault fault) {
    twin.faults().add(strike, fault);
    return strike;
  }

  @Override
  public boolean test(Call call) {
    if (!where.test(call) || seen.incrementAndGet() != nth) {
      return false;
    }
    blow.run();
    struck = true;
    return true;
  }

  /** Waits until it happened. */
  void await(CompletableFuture<RuntimeApi.Answer> run) {
    while (!struck) {
      if (run.isDone()) {
        throw new AssertionError("the run ended after " + seen + " such calls, not " + nth);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
