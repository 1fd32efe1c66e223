package io.fairlead.wiring.function;

import io.fairlead.artifact.ReplicationPlan;
import io.fairlead.cycle.MirrorCycle;
import io.fairlead.cycle.ReplicateCycle;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.fleet.Mode;
import io.fairlead.wiring.artifact.SetParts;
import io.fairlead.wiring.artifact.Stores;
import io.fairlead.wiring.topology.ArtifactPlace;
import io.fairlead.wiring.topology.Replication;
import io.fairlead.wiring.topology.Topology;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Brings a region's own stores what the topology says that it gets; in mode observe, says it. */
final class RegionSets {
  private final Topology topology;
  private final String region;
  private final Stores stores;

  RegionSets(Topology topology, String region, Stores stores) {
    this.topology = topology;
    this.region = region;
    this.stores = stores;
  }

  /** Each set that the region gets, and what became of it. */
  SortedMap<String, ReplicateReport> run(Invocation invocation) {
    SortedMap<String, ReplicateReport> reports = new TreeMap<>();
    topology
        .replication()
        .sets()
        .forEach(
            (name, set) -> {
              Replication.Destination into = set.regions().get(region);
              if (into != null) {
                reports.put(name, run(SetParts.of(topology, name, stores), into, invocation));
              }
            });
    return reports;
  }

  private ReplicateReport run(SetParts set, Replication.Destination into, Invocation invocation) {
    boolean dry = topology.fleet().mode() == Mode.OBSERVE;
    return bring(set, into, dry, invocation);
  }

  /** What a run would do for a set that the region gets; nothing is touched. */
  ReplicateReport compared(SetParts set, Instant now, Instant deadline) {
    Replication.Destination into =
        Objects.requireNonNull(set.declared().regions().get(region), "a declared region");
    return bring(set, into, true, new Invocation(now, deadline));
  }

  private ReplicateReport bring(
      SetParts set, Replication.Destination into, boolean dry, Invocation invocation) {
    Optional<String> objection =
        objection("the store", set.declared().store())
            .or(() -> objection("the destination", into.into()));
    if (objection.isPresent()) {
      return ReplicateReport.held(objection.get());
    }
    MirrorCycle.Parts parts =
        new MirrorCycle.Parts(
            set.store(), set.gate(), stores.open(into.into()), region, stores.lanes());
    ReplicateCycle.Order order =
        new ReplicateCycle.Order(new ReplicationPlan.Taking(into.selector(), 0), false, dry);
    return new MirrorCycle(parts).run(order, invocation.began(), invocation.until());
  }

  private Optional<String> objection(String what, ArtifactPlace place) {
    return place instanceof ArtifactPlace.Folder
        ? Optional.of(what + " is a folder, which no function reaches: " + place.text())
        : stores.objection(place).map(why -> what + ": " + why);
  }
}
