package io.fairlead.cli.run;

import io.fairlead.cli.verb.Init;
import io.fairlead.cycle.NewPath;
import io.fairlead.cycle.SteerCycle;
import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Fleet;
import io.fairlead.health.Observation;
import io.fairlead.health.Subject;
import io.fairlead.health.VerdictEntry;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.RegisterDraft;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.AddressMover;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.EvacuationFlags;
import io.fairlead.port.HistoryArchive;
import io.fairlead.port.Observations;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import io.fairlead.port.Register;
import io.fairlead.port.SideBySide;
import io.fairlead.port.TrafficDirector;
import io.fairlead.traffic.RecordSets;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * A fleet whose register has verdicts and the topology of somebody else, so that a tick reads it
 * and goes no further: no target may be asked for.
 */
final class Standstill
    implements Register, Observations, HistoryArchive, AddressMover, TrafficDirector {
  private final Fleet fleet;
  private int published;
  private final SortedMap<Subject, VerdictEntry> held = new TreeMap<>();

  /** The starter's fleet. */
  Standstill() {
    this("127.10.");
  }

  /** The same on other addresses, as in {@code 127.10.}. */
  Standstill(String network) {
    this.fleet = starter(network);
  }

  /** Entries so far. */
  int published() {
    return published;
  }

  Fleet fleet() {
    return fleet;
  }

  /** The register calls it so from now on. */
  void hold(Subject subject, VerdictEntry verdict) {
    held.put(subject, verdict);
  }

  SteerCycle steering() {
    return new SteerCycle(
        fleet,
        new SteerCycle.Ports(
            this,
            this,
            this,
            this,
            new NoFlags(),
            (_, _) -> {},
            (_, _) -> {},
            NewPath.untried(),
            SideBySide.inTurn()),
        () -> "op");
  }

  private static Fleet starter(String network) {
    try (InputStream in =
        Objects.requireNonNull(Init.class.getResourceAsStream("starter-local.yaml"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      byte[] moved = text.replace("127.20.", network).getBytes(StandardCharsets.UTF_8);
      return switch (TopologyReader.read(moved, Path.of("."), _ -> null)) {
        case ReadTopology.Valid(var topology, _) -> topology.fleet();
        case ReadTopology.Invalid(var problems) -> throw new IllegalStateException("" + problems);
      };
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Read read(Instant deadline) {
    RegisterState state =
        RegisterState.initial(fleet.name(), "another topology", "op", Instant.EPOCH);
    return new Read.State(1, RegisterDraft.of(state).verdicts(held).build("op", Instant.EPOCH));
  }

  @Override
  public Cas cas(long expected, RegisterState next, Instant deadline) {
    throw new AssertionError("written: " + next);
  }

  @Override
  public Published publish(Observation mine, Instant deadline) {
    published++;
    return Published.WRITTEN;
  }

  @Override
  public Entries latest(Instant deadline) {
    return new Entries(new TreeMap<>(), new TreeMap<>());
  }

  @Override
  public Kept keep(List<HistoryEntry> lines, Instant deadline) {
    throw new AssertionError("archived: " + lines);
  }

  @Override
  public Found since(Instant from, Instant deadline) {
    throw new AssertionError("asked for the archive");
  }

  @Override
  public SortedMap<AddressId, Reading<HeldBy>> holders(
      SortedSet<AddressId> addresses, Instant deadline) {
    throw new AssertionError("asked for " + addresses);
  }

  @Override
  public List<ApplyOutcome> move(List<Order> orders, Instant deadline) {
    throw new AssertionError("moved: " + orders);
  }

  @Override
  public SortedMap<String, Reading<RecordSets>> zones(SortedSet<String> zones, Instant deadline) {
    throw new AssertionError("asked for " + zones);
  }

  @Override
  public List<ApplyOutcome> change(List<Order> orders, Instant deadline) {
    throw new AssertionError("changed: " + orders);
  }

  @Override
  public void level(Instant deadline) {
    throw new AssertionError("levelled");
  }

  /** Flags have a read of their own. */
  private static final class NoFlags implements EvacuationFlags {
    @Override
    public Flags read(Instant deadline) {
      throw new AssertionError("asked for flags");
    }

    @Override
    public List<ApplyOutcome> apply(List<Order> orders, Instant deadline) {
      throw new AssertionError("flags changed: " + orders);
    }
  }
}
