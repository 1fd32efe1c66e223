package io.fairlead.cli.token;

import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.fleet.OpenFleet;
import io.fairlead.port.Reading;
import io.fairlead.token.Takeovers;
import io.fairlead.wiring.function.JournaledTakeovers;
import io.fairlead.wiring.region.FleetPorts;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.topology.Topology;
import java.time.Instant;

/** Asks the register which regions failovers have taken out. */
public final class Failovers implements AutoCloseable {
  private final Topology topology;
  private final Surroundings surroundings;
  private final FleetPorts ports;

  private Failovers(Topology topology, Surroundings surroundings, FleetPorts ports) {
    this.topology = topology;
    this.surroundings = surroundings;
    this.ports = ports;
  }

  /**
   * Opens the register's ports.
   *
   * @throws Stop where this build has no adapters for them
   */
  public static Failovers of(Topology topology, Surroundings surroundings) {
    return new Failovers(
        topology,
        surroundings,
        OpenFleet.ports(topology, new Opening("fairlead", surroundings.clock())));
  }

  /** What it says now; a register that was never written knows of no failover. */
  public Reading<Takeovers> read() {
    Instant deadline = surroundings.clock().instant().plus(OpenFleet.PATIENCE);
    return JournaledTakeovers.of(ports.register(), topology.fleet(), deadline);
  }

  @Override
  public void close() {
    ports.close();
  }
}
