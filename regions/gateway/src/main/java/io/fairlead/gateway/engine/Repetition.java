package io.fairlead.gateway.engine;

import io.fairlead.health.ProbeResult;
import io.fairlead.port.ProbeOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Probes a set of targets again and again, each once an interval and all of them spread evenly over
 * it, so that the rate is steady and the memory bounded: a target has at most one probe under way.
 */
public final class Repetition implements AutoCloseable {
  private final Consumer<ProbeResult> sink;
  private final LongAdder started = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final List<Beat> beats = new ArrayList<>();
  private final long intervalNanos;

  /** One target's turn, for its loop's thread only. */
  private final class Beat {
    private final ProbeLoop loop;
    private final ProbePlan plan;
    private final TimingWheel.Timer timer = new TimingWheel.Timer(this::fire);
    private long due;
    private boolean underWay;
    private boolean stopped;

    private Beat(ProbeLoop loop, ProbePlan plan, long due) {
      this.loop = loop;
      this.plan = plan;
      this.due = due;
    }

    private void arm() {
      loop.wheel().arm(timer, due);
    }

    private void fire() {
      due += intervalNanos;
      arm();
      if (underWay) {
        skipped.increment();
        return;
      }
      underWay = true;
      started.increment();
      ProbeRun run =
          new ProbeRun(
              loop,
              plan,
              result -> {
                underWay = false;
                if (!stopped) {
                  result.ifPresent(sink);
                }
              });
      loop.begin(run, System.nanoTime() + ProbeEngine.longest(plan.order()).toNanos());
    }

    private void stop() {
      stopped = true;
      loop.wheel().cancel(timer);
    }
  }

  Repetition(
      List<ProbeLoop> loops,
      List<ProbeOrder> orders,
      Duration interval,
      Consumer<ProbeResult> sink) {
    this.sink = sink;
    this.intervalNanos = interval.toNanos();
    long now = System.nanoTime();
    for (int i = 0; i < orders.size(); i++) {
      long phase = (long) ((double) intervalNanos * i / orders.size());
      ProbeLoop loop = loops.get(i % loops.size());
      beats.add(new Beat(loop, ProbePlan.of(orders.get(i)), now + phase));
    }
    beats.forEach(beat -> beat.loop.execute(beat::arm));
  }

  /** Probes started so far. */
  public long started() {
    return started.sum();
  }

  /** Turns left out because the target's last probe was still under way. */
  public long skipped() {
    return skipped.sum();
  }

  /** Starts no further probe and tells no further result; returns once every loop knows. */
  @Override
  public void close() {
    CountDownLatch known = new CountDownLatch(beats.size());
    for (Beat beat : beats) {
      beat.loop.execute(
          () -> {
            beat.stop();
            known.countDown();
          });
    }
    boolean interrupted = false;
    while (known.getCount() > 0) {
      try {
        known.await();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
