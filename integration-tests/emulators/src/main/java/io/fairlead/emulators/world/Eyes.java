package io.fairlead.emulators.world;

import io.fairlead.fleet.AddressId;
import io.fairlead.health.Outcome;
import io.fairlead.health.ProbeResult;
import io.fairlead.health.ProbeTarget;
import io.fairlead.health.Subject;
import io.fairlead.port.ProbeOrder;
import io.fairlead.port.Prober;
import io.fairlead.port.SelfTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What every observer sees: the nodes, and the addresses where the twin has them. */
record Eyes(AwsWorld world) implements Prober, SelfTest {
  private static final Duration QUICK = Duration.ofMillis(2);

  @Override
  public List<ProbeResult> probe(List<ProbeOrder> orders, Instant deadline) {
    return orders.stream().map(this::probe).toList();
  }

  @Override
  public Result check(Instant deadline) {
    return new Result(true, "anchors answer", Optional.of(Duration.ZERO));
  }

  private ProbeResult probe(ProbeOrder order) {
    boolean passed = answers(order.target());
    int attempts = passed ? 1 : 1 + order.confirmation().refusedRepeats();
    return new ProbeResult(
        order.target(),
        passed ? Outcome.PASSED : Outcome.FAILED,
        !passed,
        attempts,
        passed ? 0 : attempts,
        world.clock().instant(),
        QUICK,
        passed ? "ok" : "refused");
  }

  private boolean answers(ProbeTarget target) {
    String asked = target.probe();
    return switch (target.subject()) {
      case Subject.OfNode(String region, String node) -> world.isUp(region, node, asked);
      case Subject.OfDeployment(String service, String region) ->
          world.isBalanced(service, region) || world.isUp(region, holder(region), asked);
      case Subject.OfRegion _ -> false;
    };
  }

  private @Nullable String holder(String region) {
    return world.holder(new AddressId(region, "front"));
  }
}
