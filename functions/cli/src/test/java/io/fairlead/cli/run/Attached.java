package io.fairlead.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.AddressId;
import io.fairlead.journal.Step;
import io.fairlead.local.client.ClientSettings;
import io.fairlead.local.client.EdgeClient;
import io.fairlead.local.relay.EdgeAddressMover;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.wiring.local.LocalEdges;
import io.fairlead.wiring.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Floating addresses as somebody laid them before Fairlead came. */
final class Attached {
  private Attached() {}

  /** Moves an address from nothing to a node, by its region's edge. */
  static void to(String node, AddressId address, Topology topology, Instant now) {
    ClientSettings settings =
        new ClientSettings(
            topology.fleet().name(),
            LocalEdges.bases(topology),
            null,
            null,
            Duration.ofSeconds(5),
            () -> now);
    Order order =
        new Order("before", new Step.MoveAddress(address, null, node), now.plusSeconds(60));
    try (EdgeClient edges = new EdgeClient(settings)) {
      assertThat(new EdgeAddressMover(edges).move(List.of(order), now.plusSeconds(10)))
          .containsExactly(new ApplyOutcome.Accepted());
    }
  }
}
