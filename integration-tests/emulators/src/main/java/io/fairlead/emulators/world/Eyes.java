package io.fairlead.emulators.world;

import io.fairlead.fleet.AddressId;
import io.fairlead.health.ProbeTarget;
import io.fairlead.health.Subject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What every observer sees: the nodes, and the addresses where the twin has them. */
record Eyes(AwsWorld world) implements Seeing {
  @Override
  public Instant now() {
    return world.clock().instant();
  }

  @Override
  public boolean answers(ProbeTarget target) {
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
