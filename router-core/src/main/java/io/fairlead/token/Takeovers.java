package io.fairlead.token;

import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Fleet;
import io.fairlead.health.Subject;
import io.fairlead.journal.Latch;
import io.fairlead.journal.RegisterState;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which regions a failover has taken out, as the register journals it: every deployment of such a
 * region is latched. A drain takes nothing over; a ramp that returns a region ends with its last
 * latch.
 *
 * @param out regions that are out, and since when wholly
 */
public record Takeovers(SortedMap<String, Instant> out) {
  /** Every region is in. */
  public static final Takeovers NONE = new Takeovers(new TreeMap<>());

  public Takeovers {
    out = Collections.unmodifiableSortedMap(new TreeMap<>(out));
  }

  /** What a register's state says. */
  public static Takeovers of(RegisterState state, Fleet fleet) {
    Map<String, List<Deployment>> byRegion =
        fleet.deployments().collect(Collectors.groupingBy(Deployment::region));
    SortedMap<String, Instant> out = new TreeMap<>();
    byRegion.forEach(
        (region, deployments) -> {
          Instant since = since(state, deployments);
          if (since != null) {
            out.put(region, since);
          }
        });
    return new Takeovers(out);
  }

  /** Whether a region is out and another one is there to stand in for it. */
  public boolean tookOver(String home, String by) {
    return out.containsKey(home) && !out.containsKey(by);
  }

  private static @Nullable Instant since(RegisterState state, List<Deployment> deployments) {
    Instant since = Instant.MIN;
    for (Deployment each : deployments) {
      Latch latch = state.latches().get(new Subject.OfDeployment(each.service(), each.region()));
      if (latch == null) {
        return null;
      }
      since = latch.since().isAfter(since) ? latch.since() : since;
    }
    return since;
  }
}
