package io.fairlead.cli.artifact;

import io.fairlead.artifact.Manifest;
import io.fairlead.artifact.Pointer;
import io.fairlead.cycle.PublishedSet;
import io.fairlead.cycle.PublishedSet.Looked;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.cycle.ReplicateReport.Outcome;
import io.fairlead.health.CopySighting;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.Reading;
import io.fairlead.wiring.artifact.SetParts;
import io.fairlead.wiring.artifact.Stores;
import io.fairlead.wiring.topology.Topology;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what a region has of the artifact sets that services wait for: a dry run of the very
 * cycle that replicates, so that only a manifest that may be believed tells of a newer version. The
 * master looks at what it published. Not for use by two threads at once.
 */
public final class CopySightings {
  private final Topology topology;
  private final String region;
  private final Stores stores;

  /** The master's last look at each set: its manifest does not change while the pointer stays. */
  private final Map<String, Edition> published = new HashMap<>();

  private record Edition(Pointer pointer, Instant made) {}

  /** Looks for one region. */
  public CopySightings(Topology topology, String region, Stores stores) {
    this.topology = topology;
    this.region = region;
    this.stores = stores;
  }

  /** Sets that this region has something to tell of. */
  public static boolean concern(Topology topology, String region) {
    return topology.fleet().replicated().values().stream()
        .anyMatch(
            set ->
                !set.services().isEmpty()
                    && (set.master().equals(region) || set.regions().contains(region)));
  }

  /** One look; a set that cannot be read now is absent. */
  public SortedMap<String, CopySighting> look(Instant deadline) {
    SortedMap<String, CopySighting> seen = new TreeMap<>();
    topology
        .fleet()
        .replicated()
        .forEach(
            (name, set) -> {
              if (!set.services().isEmpty()) {
                SetParts parts = SetParts.of(topology, name, stores);
                Optional<CopySighting> sighting = Optional.empty();
                if (stores.objection(parts.declared().store()).isPresent()) {
                  sighting = Optional.empty();
                } else if (set.master().equals(region)) {
                  sighting = master(parts, deadline);
                } else if (set.regions().contains(region)) {
                  sighting = copy(parts, deadline);
                }
                sighting.ifPresent(found -> seen.put(name, found));
              }
            });
    return seen;
  }

  private Optional<CopySighting> master(SetParts set, Instant deadline) {
    PublishedSet versions = new PublishedSet(set.store(), set.gate());
    if (!(versions.pointer(deadline)
        instanceof Reading.Known<Optional<ManifestStore.Held>>(var held))) {
      return Optional.empty();
    }
    Instant now = set.clock().instant();
    if (held.isEmpty()) {
      return Optional.of(new CopySighting(now, 0, 0, now, 0, 0));
    }
    Pointer pointer = held.get().pointer();
    Edition known = published.get(set.id().set());
    if (known == null || !known.pointer().equals(pointer)) {
      if (!(versions.at(pointer, deadline) instanceof Looked.Found(var found, _))
          || !set.gate().isMasters(found.manifest())) {
        return Optional.empty();
      }
      Manifest manifest = found.manifest();
      known = new Edition(pointer, manifest.edition().created());
      published.put(set.id().set(), known);
    }
    return Optional.of(
        new CopySighting(now, pointer.version(), pointer.version(), known.made(), 0, 0));
  }

  private Optional<CopySighting> copy(SetParts set, Instant deadline) {
    RegionCopy copy =
        RegionCopy.run(
            new RegionCopy.Bringing(set, region, set.store(), deadline),
            new RegionCopy.Options(false, true, 0));
    return of(copy.report(), set.clock().instant());
  }

  /** What a dry run tells; nothing where it could not read, or read what may not be believed. */
  static Optional<CopySighting> of(ReplicateReport report, Instant at) {
    long version = version(report.before());
    long head = version(report.wanted());
    Instant made = report.made();
    if (report.outcome() instanceof Outcome.NothingPublished) {
      return version == 0 ? Optional.of(new CopySighting(at, 0, 0, at, 0, 0)) : Optional.empty();
    }
    if (report.outcome() instanceof Outcome.UpToDate) {
      return Optional.of(new CopySighting(at, version, version, made == null ? at : made, 0, 0));
    }
    if (head == 0 || made == null) {
      return Optional.empty();
    }
    var difference = report.difference();
    return Optional.of(
        new CopySighting(at, version, head, made, difference.count(), difference.bytes()));
  }

  private static long version(@Nullable Pointer pointer) {
    return pointer == null ? 0 : pointer.version();
  }
}
