package io.fairlead.emulators.mixed;

import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.emulators.world.Seeing;
import io.fairlead.health.ProbeTarget;
import io.fairlead.health.Subject;
import java.time.Instant;
import java.util.Set;

/**
 * What every observer sees: everything of a region serves that is not dark.
 *
 * @param dark regions
 * @param down nodes, as in {@code one/gw-1}
 */
record Sight(TwinClock clock, Set<String> dark, Set<String> down) implements Seeing {
  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public boolean answers(ProbeTarget target) {
    return switch (target.subject()) {
      case Subject.OfNode(String region, String node) ->
          !dark.contains(region) && !down.contains(region + "/" + node);
      case Subject.OfDeployment(String _, String region) -> !dark.contains(region);
      case Subject.OfRegion(String region) -> !dark.contains(region);
    };
  }
}
