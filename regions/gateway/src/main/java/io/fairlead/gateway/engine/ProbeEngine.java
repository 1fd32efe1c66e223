package io.fairlead.gateway.engine;

import io.fairlead.health.Confirmation;
import io.fairlead.health.ProbeResult;
import io.fairlead.port.ProbeOrder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Loops, one a thread, and the work spread over them. Safe for any number of threads. */
public final class ProbeEngine implements AutoCloseable {
  private final List<ProbeLoop> loops;
  private final Preparer preparer = new Preparer();
  private final ExecutorService sums = Executors.newVirtualThreadPerTaskExecutor();
  private final Problems problems = new Problems();

  /**
   * Starts the loops.
   *
   * @param clock wall time: when a probe began, and whether a certificate has expired
   * @param threads loops, at least 1
   * @param openConnections connections open at a time over all loops; further attempts wait
   */
  public ProbeEngine(InstantSource clock, int threads, int openConnections) {
    ProbeLoop.Shared shared =
        new ProbeLoop.Shared(clock, preparer, sums, new SourcePorts(), problems);
    int each = Math.ceilDiv(openConnections, threads);
    loops =
        IntStream.range(0, threads)
            .mapToObj(i -> new ProbeLoop(shared, each, "probe-loop-" + i))
            .toList();
  }

  /**
   * Runs all orders and waits for each.
   *
   * @param giveUpAt on the monotonic clock ({@link System#nanoTime}); what is not done by then is
   *     cancelled
   * @return one answer an order, in their order; empty for what was cut short, or could not be
   *     tried from here (see {@link #takeProblems})
   */
  public List<Optional<ProbeResult>> runAll(List<ProbeOrder> orders, long giveUpAt) {
    Batch batch = new Batch(orders.size());
    List<Runnable> cancels = new ArrayList<>(orders.size());
    for (int i = 0; i < orders.size(); i++) {
      int index = i;
      ProbeLoop loop = loops.get(i % loops.size());
      ProbePlan plan = ProbePlan.of(orders.get(i));
      ProbeRun run = new ProbeRun(loop, plan, result -> batch.set(index, result));
      cancels.add(() -> loop.execute(run::giveUp));
      loop.execute(() -> loop.begin(run, giveUpAt));
    }
    return batch.await(() -> cancels.forEach(Runnable::run));
  }

  /**
   * Probes each target once an interval, evenly spread, until closed; close it before this engine.
   *
   * @param sink takes each result on a loop's thread; must not block
   */
  public Repetition repeat(List<ProbeOrder> orders, Duration interval, Consumer<ProbeResult> sink) {
    return new Repetition(loops, orders, interval, sink);
  }

  /** The longest that an order can take with its confirmation, and one timeout more to queue. */
  static Duration longest(ProbeOrder order) {
    Confirmation confirmation = order.confirmation();
    int attempts = 1 + Math.max(0, confirmation.refusedRepeats()) + confirmation.attempts();
    return order.timeout().plus(confirmation.spacing()).multipliedBy(attempts + 1L);
  }

  /** What this machine could not do since the last call, in words for people. */
  public List<String> takeProblems() {
    return problems.take();
  }

  /** Cancels what is under way and joins the loops. */
  @Override
  public void close() {
    loops.forEach(ProbeLoop::close);
    sums.close();
    preparer.close();
  }
}
