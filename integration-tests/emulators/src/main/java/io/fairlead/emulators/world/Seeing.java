package io.fairlead.emulators.world;

import io.fairlead.health.Outcome;
import io.fairlead.health.ProbeResult;
import io.fairlead.health.ProbeTarget;
import io.fairlead.port.ProbeOrder;
import io.fairlead.port.Prober;
import io.fairlead.port.SelfTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An observer that sees what a world says, quickly, and never doubts itself. */
public interface Seeing extends Prober, SelfTest {
  /** How long every probe takes. */
  Duration QUICK = Duration.ofMillis(2);

  /** The world's time. */
  Instant now();

  /** Whether a target answers. */
  boolean answers(ProbeTarget target);

  @Override
  default List<ProbeResult> probe(List<ProbeOrder> orders, Instant deadline) {
    return orders.stream().map(this::probed).toList();
  }

  @Override
  default Result check(Instant deadline) {
    return new Result(true, "anchors answer", Optional.of(Duration.ZERO));
  }

  private ProbeResult probed(ProbeOrder order) {
    boolean passed = answers(order.target());
    int attempts = passed ? 1 : 1 + order.confirmation().refusedRepeats();
    return new ProbeResult(
        order.target(),
        passed ? Outcome.PASSED : Outcome.FAILED,
        !passed,
        attempts,
        passed ? 0 : attempts,
        now(),
        QUICK,
        passed ? "ok" : "refused");
  }
}
