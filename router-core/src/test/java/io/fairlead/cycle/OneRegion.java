package io.fairlead.cycle;

import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.FailbackMode;
import io.fairlead.fleet.FailoverPolicy;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Mode;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.PartitionId;
import io.fairlead.fleet.Probe;
import io.fairlead.fleet.Region;
import io.fairlead.fleet.Routing;
import io.fairlead.fleet.Safety;
import io.fairlead.fleet.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A fleet of one region, with one service on port 8080 and one probe of it. */
final class OneRegion {
  private OneRegion() {}

  static Fleet fleet(Region region, Deployment orders, Probe probe) {
    Partition all =
        new Partition(
            new PartitionId("orders", "all"),
            "orders.demo.test",
            "demo.test",
            Duration.ofSeconds(5),
            100,
            new TreeSet<>(),
            new TreeMap<>(),
            List.of(region.name()),
            null);
    Service service =
        new Service(
            "orders",
            8080,
            Routing.ACTIVE_PASSIVE,
            FailoverPolicy.AUTOMATIC,
            FailbackMode.MANUAL,
            Service.DEFAULT_GROUP,
            new TreeMap<>(Map.of("all", all)),
            new TreeMap<>(Map.of(region.name(), orders)));
    return new Fleet(
        "one",
        Mode.ACT,
        "9f3c12aa",
        new TreeMap<>(Map.of(probe.name(), probe)),
        new TreeMap<>(Map.of(region.name(), region)),
        new TreeMap<>(Map.of("orders", service)),
        Safety.DEFAULTS);
  }
}
