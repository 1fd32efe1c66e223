package io.fairlead.gateway;

import io.fairlead.health.Outcome;
import io.fairlead.health.ProbeResult;
import io.fairlead.port.ProbeOrder;
import io.fairlead.port.Prober;
import io.fairlead.port.SelfTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells an observer that cannot see from a world that is down: neutral places, none of them a
 * target, are asked beside the targets. No answer from any of them means that this observer is
 * blind.
 */
public final class Anchors implements SelfTest {
  private final Prober prober;
  private final List<ProbeOrder> orders;
  private final Supplier<Optional<Duration>> clockOffset;

  /**
   * Creates a self-test.
   *
   * @param anchors {@code host:port} to connect to, or an http(s) URL any answer of which counts;
   *     empty = always sighted
   * @param from source address, the same as of the probes; absent = the system's choice
   * @param clockOffset store's clock minus ours; empty where none has answered yet
   * @throws IllegalArgumentException if an anchor is neither form; the message names it
   */
  public Anchors(
      Prober prober,
      List<String> anchors,
      @Nullable String from,
      Supplier<Optional<Duration>> clockOffset) {
    this.prober = prober;
    this.orders = anchors.stream().map(text -> Anchor.parse(text).order(from)).toList();
    this.clockOffset = clockOffset;
  }

  @Override
  public Result check(Instant deadline) {
    Optional<Duration> offset = clockOffset.get();
    if (orders.isEmpty()) {
      return new Result(true, "no anchor is declared", offset);
    }
    List<ProbeResult> results = prober.probe(orders, deadline);
    long answered = results.stream().filter(Anchors::answered).count();
    return answered > 0
        ? new Result(true, answered + " of " + orders.size() + " anchors answer", offset)
        : new Result(false, "no anchor answers" + reasons(results), offset);
  }

  private static boolean answered(ProbeResult result) {
    return result.outcome() == Outcome.PASSED;
  }

  private static String reasons(List<ProbeResult> results) {
    if (results.isEmpty()) {
      return ": none could be asked in time";
    }
    return results.stream()
        .map(result -> result.target().probe() + " " + result.detail())
        .collect(Collectors.joining(", ", ": ", ""));
  }
}
