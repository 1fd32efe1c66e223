package io.fairlead.wiring.region;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Cloud;
import io.fairlead.port.SideBySide;
import io.fairlead.port.TrafficDirector;
import io.fairlead.quorum.CasCell;
import io.fairlead.wiring.register.JoinedCalls;
import io.fairlead.wiring.register.Registers;
import io.fairlead.wiring.register.VirtualThreadFanOut;
import io.fairlead.wiring.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Several technologies as one: each serves the regions of its cloud and the zones in it. */
public final class MixedAdapters implements RegionAdapters {
  /** As long as a call may take. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final List<CloudAdapters> technologies;

  /** Technologies whose clouds differ. */
  public MixedAdapters(List<CloudAdapters> technologies) {
    this.technologies = List.copyOf(technologies);
  }

  @Override
  public Set<Cloud> clouds() {
    Set<Cloud> clouds = EnumSet.noneOf(Cloud.class);
    technologies.forEach(each -> clouds.addAll(each.clouds()));
    return clouds;
  }

  @Override
  public Optional<String> objection(Topology topology) {
    return technologies.stream().flatMap(each -> each.objection(topology).stream()).findFirst();
  }

  /** Who may ask one cloud sees its part, and reads of the others why they are not seen. */
  @Override
  public Optional<String> bar() {
    List<Optional<String>> bars = technologies.stream().map(RegionAdapters::bar).toList();
    return bars.stream().allMatch(Optional::isPresent) ? bars.getFirst() : Optional.empty();
  }

  @Override
  public FleetPorts open(Topology topology, Opening opening) {
    List<FleetParts> parts =
        technologies.stream().map(each -> each.parts(topology, abroad(each, opening))).toList();
    return over(topology, parts);
  }

  /** What a technology opens with: the passports of all others. */
  private Opening abroad(CloudAdapters technology, Opening opening) {
    List<Passport> passports = new ArrayList<>(opening.passports());
    technologies.stream()
        .filter(each -> !each.equals(technology))
        .forEach(each -> passports.addAll(each.passports(opening)));
    return opening.with(passports);
  }

  /** Ports over what technologies bring. */
  public static FleetPorts over(Topology topology, List<FleetParts> parts) {
    VirtualThreadFanOut fanOut = new VirtualThreadFanOut();
    SideBySide calls = new JoinedCalls();
    List<CasCell> cells = parts.stream().flatMap(part -> part.cells().stream()).toList();
    MixedFlags flags =
        new MixedFlags(parts.stream().flatMap(it -> it.flagStores().stream()).toList(), calls);
    return new FleetPorts(
        Registers.over(cells, fanOut, topology.fleet().name()),
        new MixedObservations(parts, calls),
        new MixedAddresses(byAddress(topology, parts), calls),
        director(topology, parts, calls),
        flags,
        new MixedHistory(parts.stream().flatMap(it -> it.histories().stream()).toList(), calls),
        flags,
        () -> parts.stream().flatMap(part -> part.clockOffset().get().stream()).findFirst(),
        () -> findings(parts),
        () -> fanOut.join(FAREWELL),
        () -> {
          fanOut.close();
          parts.forEach(part -> part.opened().run());
        });
  }

  private static SortedMap<AddressId, FleetParts> byAddress(
      Topology topology, List<FleetParts> parts) {
    SortedMap<AddressId, FleetParts> found = new TreeMap<>();
    for (AddressId address : topology.fleet().addresses()) {
      parts.stream()
          .filter(part -> part.regions().contains(address.region()))
          .forEach(part -> found.put(address, part));
    }
    return found;
  }

  private static TrafficDirector director(
      Topology topology, List<FleetParts> parts, SideBySide calls) {
    SortedMap<String, TrafficDirector> byZone = new TreeMap<>();
    parts.forEach(part -> byZone.putAll(part.zones()));
    return new HostedZones(byZone, new ExternalZones(topology), calls);
  }

  private static SortedMap<String, String> findings(List<FleetParts> parts) {
    SortedMap<String, String> findings = new TreeMap<>();
    parts.forEach(part -> findings.putAll(part.findings().get()));
    return findings;
  }
}
