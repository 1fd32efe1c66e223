package io.fairlead.wiring.artifact;

import io.fairlead.artifact.ManifestVerdict;
import io.fairlead.artifact.Pointer;
import io.fairlead.cycle.PublishedSet;
import io.fairlead.cycle.PublishedSet.Looked;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.cycle.ReplicateReport.Outcome;
import io.fairlead.fleet.ReplicatedSet;
import io.fairlead.health.CopySighting;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.Reading;
import io.fairlead.wiring.topology.Topology;
import java.time.Instant;
import java.util.Collections;
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
  private final Comparison comparison;

  /** The master's last look at each set: its manifest does not change while the pointer stays. */
  private final Map<String, Edition> published = new HashMap<>();

  private record Edition(Pointer pointer, Instant made) {}

  /** Compares a region's copy with what its master published, and touches nothing. */
  @FunctionalInterface
  public interface Comparison {
    /** What the cycle that replicates would do. */
    ReplicateReport of(SetParts set, String region, Instant deadline);
  }

  /**
   * One look.
   *
   * @param seen what was seen, by set
   * @param unseen why nothing was, one sentence by set
   */
  public record Look(SortedMap<String, CopySighting> seen, SortedMap<String, String> unseen) {
    public Look {
      seen = Collections.unmodifiableSortedMap(new TreeMap<>(seen));
      unseen = Collections.unmodifiableSortedMap(new TreeMap<>(unseen));
    }
  }

  private sealed interface Sight {
    record Of(CopySighting sighting) implements Sight {}

    record None(String why) implements Sight {}
  }

  /** Looks for one region. */
  public CopySightings(Topology topology, String region, Stores stores, Comparison comparison) {
    this.topology = topology;
    this.region = region;
    this.stores = stores;
    this.comparison = comparison;
  }

  /** Whether this region has something to tell of. */
  public static boolean concern(Topology topology, String region) {
    return topology.fleet().replicated().values().stream().anyMatch(set -> concerns(set, region));
  }

  /** Whether a region tells of a set: services wait for it, and the region publishes or gets it. */
  public static boolean concerns(ReplicatedSet set, String region) {
    return !set.services().isEmpty()
        && (set.master().equals(region) || set.regions().contains(region));
  }

  /** One look. */
  public Look look(Instant deadline) {
    SortedMap<String, CopySighting> seen = new TreeMap<>();
    SortedMap<String, String> unseen = new TreeMap<>();
    for (ReplicatedSet set : topology.fleet().replicated().values()) {
      if (concerns(set, region)) {
        switch (look(set, deadline)) {
          case Sight.Of(CopySighting sighting) -> seen.put(set.name(), sighting);
          case Sight.None(String why) -> unseen.put(set.name(), why);
        }
      }
    }
    return new Look(seen, unseen);
  }

  private Sight look(ReplicatedSet set, Instant deadline) {
    SetParts parts = SetParts.of(topology, set.name(), stores);
    Optional<String> objection = stores.objection(parts.declared().store());
    if (objection.isPresent()) {
      return new Sight.None("the store: " + objection.get());
    }
    // The time before the reads: whoever is frozen amid them must not tell them as of now.
    Instant at = parts.clock().instant();
    return set.master().equals(region)
        ? master(parts, at, deadline)
        : of(comparison.of(parts, region, deadline), at);
  }

  private Sight master(SetParts set, Instant at, Instant deadline) {
    PublishedSet versions = new PublishedSet(set.store(), set.gate());
    return switch (versions.pointer(deadline)) {
      case Reading.Unreadable<Optional<ManifestStore.Held>>(String why) ->
          new Sight.None("the store: " + why);
      case Reading.Known<Optional<ManifestStore.Held>>(var held) when held.isEmpty() ->
          new Sight.Of(new CopySighting(at, 0, 0, at, null, 0, 0));
      case Reading.Known<Optional<ManifestStore.Held>>(var held) ->
          master(versions, set, held.get().pointer(), new Span(at, deadline));
    };
  }

  private record Span(Instant at, Instant deadline) {}

  private Sight master(PublishedSet versions, SetParts set, Pointer pointer, Span span) {
    Edition known = published.get(set.id().set());
    if (known == null || !known.pointer().equals(pointer)) {
      switch (versions.at(pointer, span.deadline())) {
        case Looked.Unreadable(String why) -> {
          return new Sight.None("the store: " + why);
        }
        case Looked.Refused(ManifestVerdict.Refused why) -> {
          return new Sight.None("the store: " + why.sentence());
        }
        case Looked.Found(var found, _) when !set.gate().isMasters(found.manifest()) -> {
          return new Sight.None("the store: its newest version is another master's");
        }
        case Looked.Found(var found, _) ->
            known = new Edition(pointer, found.manifest().edition().created());
      }
      published.put(set.id().set(), known);
    }
    return new Sight.Of(
        new CopySighting(
            span.at(), pointer.version(), pointer.version(), known.made(), known.made(), 0, 0));
  }

  /** What a dry run tells; nothing where it could not read, or read what may not be believed. */
  private static Sight of(ReplicateReport report, Instant at) {
    long version = version(report.before());
    long head = version(report.wanted());
    Instant made = report.made();
    if (report.outcome() instanceof Outcome.NothingPublished) {
      return new Sight.Of(new CopySighting(at, 0, 0, at, null, 0, 0));
    }
    if (report.outcome() instanceof Outcome.UpToDate) {
      return new Sight.Of(
          new CopySighting(
              at, version, version, made == null ? at : made, report.beforeMade(), 0, 0));
    }
    if (head == 0 || made == null) {
      return new Sight.None(report.outcome().reason());
    }
    var difference = report.difference();
    return new Sight.Of(
        new CopySighting(
            at, version, head, made, report.beforeMade(), difference.count(), difference.bytes()));
  }

  private static long version(@Nullable Pointer pointer) {
    return pointer == null ? 0 : pointer.version();
  }
}
