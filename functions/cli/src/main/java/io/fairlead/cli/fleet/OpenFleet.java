package io.fairlead.cli.fleet;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Cloud;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.plan.Current;
import io.fairlead.port.Observations.Entries;
import io.fairlead.port.Reading;
import io.fairlead.port.Register.Read;
import io.fairlead.wiring.region.FleetPorts;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.region.RegionAdapters;
import io.fairlead.wiring.region.Technologies;
import io.fairlead.wiring.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/** A fleet whose ports are open. Nothing of it is asked before a method needs it. */
public final class OpenFleet implements AutoCloseable {
  /** How long one verb waits for answers. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String BY_HAND =
      " Or by hand from where there is access: 'Flags by hand on AWS' in docs/operations.md.";

  private final Topology topology;
  private final FleetPorts ports;
  private final Surroundings surroundings;

  /** A fleet over ports. */
  public OpenFleet(Topology topology, FleetPorts ports, Surroundings surroundings) {
    this.topology = topology;
    this.ports = ports;
    this.surroundings = surroundings;
  }

  /**
   * Opens a topology's ports for an operator.
   *
   * @param by the operator's name
   * @throws Stop also where this person may ask nothing, as without credentials
   */
  public static OpenFleet of(Topology topology, String by, Surroundings surroundings) {
    return of(topology, by, surroundings, "");
  }

  /**
   * The same for somebody who is to change something, perhaps in need: where this person may ask
   * nothing, the sentence also says where it is written how others do it by hand.
   */
  public static OpenFleet toChange(Topology topology, String by, Surroundings surroundings) {
    return of(topology, by, surroundings, BY_HAND);
  }

  private static OpenFleet of(
      Topology topology, String by, Surroundings surroundings, String instead) {
    RegionAdapters adapters = adapters(topology);
    adapters
        .bar()
        .ifPresent(
            why -> {
              throw new Stop(ExitCode.UNREACHABLE, why + instead);
            });
    FleetPorts ports = adapters.open(topology, new Opening(by, surroundings.clock()));
    return new OpenFleet(topology, ports, surroundings);
  }

  /**
   * Every port of a topology's fleet.
   *
   * @throws Stop where this build has no adapters for its regions, or they cannot do what it asks
   */
  public static FleetPorts ports(Topology topology, Opening opening) {
    return adapters(topology).open(topology, opening);
  }

  private static RegionAdapters adapters(Topology topology) {
    RegionAdapters adapters =
        Technologies.of(topology)
            .orElseThrow(() -> new Stop(ExitCode.USAGE, Technologies.missing(topology)));
    adapters
        .objection(topology)
        .ifPresent(
            why -> {
              throw new Stop(ExitCode.USAGE, why);
            });
    return adapters;
  }

  /** What the file declares. */
  public Topology topology() {
    return topology;
  }

  /** The ports. */
  public FleetPorts ports() {
    return ports;
  }

  /** When answers asked for now must be in. */
  public Instant deadline() {
    return surroundings.clock().instant().plus(PATIENCE);
  }

  /** The stores' clocks minus this machine's, as far as any has answered. */
  public Duration clockOffset() {
    return ports.clockOffset().get().orElse(Duration.ZERO);
  }

  /** The time by the stores' clocks: what ages, holds and the register's writes go by. */
  public Instant now() {
    return surroundings.clock().instant().plus(clockOffset());
  }

  /**
   * The register.
   *
   * @throws Stop where no quorum answers, or nothing was ever written
   */
  public Read.State register() {
    return switch (ports.register().read(deadline())) {
      case Read.State state -> state;
      case Read none -> throw unread(none);
    };
  }

  /**
   * What can be seen now, and why the register is not part of it if so.
   *
   * @throws Stop where nothing was ever written
   */
  public Sight sight() {
    return switch (ports.register().read(deadline())) {
      case Read.State state -> new Sight(snapshot(state), Optional.empty());
      case Read.Empty none -> throw unread(none);
      case Read.Unreachable none -> new Sight(withoutRegister(), Optional.of(unread(none)));
    };
  }

  /**
   * A snapshot that may lack the register.
   *
   * @param unread what to end with once the snapshot is shown; empty = the register is part of it
   */
  public record Sight(Snapshot snapshot, Optional<Stop> unread) {
    /** Ends the verb where the register is not part of what was shown. */
    public void end() {
      unread.ifPresent(
          stop -> {
            throw stop;
          });
    }
  }

  private Stop unread(Read read) {
    return new Stop(
        ExitCode.UNREACHABLE,
        read instanceof Read.Unreachable(String why)
            ? "the register cannot be read: " + why + ". Where cells do not answer, " + seeTo()
            : "the register is empty: "
                + firstTick()
                + "; the first topology that they report becomes the active one.");
  }

  /** In clouds there are no edges. */
  private boolean hasEdges() {
    return topology.fleet().regions().values().stream().anyMatch(r -> r.cloud() == Cloud.LOCAL);
  }

  /** How a majority of the regions comes to tick. */
  private String firstTick() {
    return hasEdges()
        ? "start 'fairlead edge' and 'fairlead run' in a majority of the regions"
        : "let the functions of a majority of the regions tick once";
  }

  /** What a person looks at where cells do not answer. */
  private String seeTo() {
    return hasEdges()
        ? "see that 'fairlead edge' runs in their regions."
        : "see to this machine's credentials, then to what 'fairlead doctor' names.";
  }

  /** Register, observations and targets, now. */
  public Snapshot snapshot() {
    return snapshot(register());
  }

  /** Observations and targets, now, beside a register read before. */
  public Snapshot snapshot(Read.State read) {
    Entries entries = ports.observations().latest(deadline());
    return new Snapshot(topology.fleet(), now(), read.epoch(), read.state(), entries, current());
  }

  private Snapshot withoutRegister() {
    Entries entries = ports.observations().latest(deadline());
    return Snapshot.withoutRegister(topology.fleet(), now(), entries, current());
  }

  private Current current() {
    SortedSet<AddressId> addresses = topology.fleet().addresses();
    SortedMap<AddressId, Reading<HeldBy>> holders =
        ports.addresses().holders(addresses, deadline());
    return new Current(
        holders,
        ports.addresses().obstacles(addresses),
        ports.director().zones(topology.fleet().zones(), deadline()),
        ports.flags().read(deadline()));
  }

  @Override
  public void close() {
    ports.close();
  }
}
