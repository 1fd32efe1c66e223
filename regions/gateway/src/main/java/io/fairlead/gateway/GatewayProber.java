package io.fairlead.gateway;

import io.fairlead.gateway.engine.ProbeEngine;
import io.fairlead.gateway.engine.Repetition;
import io.fairlead.health.ProbeResult;
import io.fairlead.port.ProbeOrder;
import io.fairlead.port.Prober;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Probes gateways over TCP, TLS and HTTP/1.1, each attempt on a new connection to exactly the
 * address that the address rules allowed. No proxy is used, no redirect followed, no session
 * resumed. Safe for any number of threads.
 */
public final class GatewayProber implements Prober, AutoCloseable {
  private final InstantSource clock;
  private final ProbeEngine engine;

  /**
   * Bounds of a prober.
   *
   * @param threads selector loops, 1-64
   * @param openConnections connections open at a time, 1-65,536; further attempts wait their turn
   */
  public record Limits(int threads, int openConnections) {
    /** Fits a function with 1,024 file descriptors. */
    public static final Limits DEFAULT =
        new Limits(Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8), 512);

    public Limits {
      if (threads < 1 || threads > 64 || openConnections < 1 || openConnections > 65_536) {
        throw new IllegalArgumentException(
            threads + " threads, " + openConnections + " open connections: out of range");
      }
    }
  }

  /** A prober with the default limits. */
  public GatewayProber(InstantSource clock) {
    this(clock, Limits.DEFAULT);
  }

  /**
   * A prober; {@link #close} ends its threads.
   *
   * @param clock wall time: deadlines, when a probe began, whether a certificate has expired
   */
  public GatewayProber(InstantSource clock, Limits limits) {
    this.clock = clock;
    this.engine = new ProbeEngine(clock, limits.threads(), limits.openConnections());
  }

  /**
   * {@inheritDoc}
   *
   * <p>Also absent is what this machine could not even try, such as a source address that is not
   * its own: that says nothing about the target. {@link #takeProblems} names it.
   */
  @Override
  public List<ProbeResult> probe(List<ProbeOrder> orders, Instant deadline) {
    Duration left = Duration.between(clock.instant(), deadline);
    if (left.isNegative() || left.isZero()) {
      return List.of();
    }
    return engine.runAll(orders, System.nanoTime() + left.toNanos()).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * Probes each target once an interval, all of them evenly spread over it, until closed. Thousands
   * of targets make a steady rate; a target whose last probe is still under way is passed over.
   * Close it before this prober.
   *
   * @param sink takes each result on a thread of this prober; must not block
   */
  public Repetition repeat(List<ProbeOrder> orders, Duration interval, Consumer<ProbeResult> sink) {
    return engine.repeat(orders, interval, sink);
  }

  /** What could not be tried from here since the last call, in words for people. */
  public List<String> takeProblems() {
    return engine.takeProblems();
  }

  /** Cancels probes under way and joins every thread. */
  @Override
  public void close() {
    engine.close();
  }
}
