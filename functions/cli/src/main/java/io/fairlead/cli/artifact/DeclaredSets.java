package io.fairlead.cli.artifact;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.port.Lanes;
import io.fairlead.wiring.artifact.SetParts;
import io.fairlead.wiring.artifact.Stores;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.register.VirtualThreads;
import io.fairlead.wiring.shape.Nearest;
import io.fairlead.wiring.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The artifact sets of a topology, by the names that operators type.
 *
 * @param stores open the stores of sets and of regions
 */
public record DeclaredSets(Topology topology, Surroundings surroundings, Stores stores) {
  /** How long copying may take; a run that is killed at it is resumed by the next. */
  private static final Duration TIME = Duration.ofHours(6);

  /** Those of a topology, copied as fast as options say. */
  public static DeclaredSets of(Topology topology, Surroundings surroundings, CopyOptions options) {
    Lanes lanes = new Lanes(new VirtualThreads(), options.parallel());
    return new DeclaredSets(
        topology, surroundings, new Stores(new Opening("fairlead", surroundings.clock()), lanes));
  }

  /**
   * The set of a name, or the only one there is.
   *
   * @param name null = not named
   * @throws Stop where that is no set, or one of several
   */
  public SetParts one(@Nullable String name) {
    Collection<String> names = names();
    if (name == null && names.size() > 1) {
      throw new Stop(
          ExitCode.USAGE, "there are several artifact sets, name one: " + String.join(", ", names));
    }
    String wanted = name == null ? names.iterator().next() : name;
    if (!names.contains(wanted)) {
      String near = Nearest.to(wanted, names);
      throw new Stop(
          ExitCode.USAGE,
          "there is no artifact set '%s'%s; there are %s"
              .formatted(
                  wanted,
                  near == null ? "" : ", did you mean '" + near + "'?",
                  String.join(", ", names)));
    }
    return opened(wanted);
  }

  /** The set of a name, or all. */
  public List<SetParts> some(@Nullable String name) {
    return name != null ? List.of(one(name)) : names().stream().map(this::opened).toList();
  }

  private SetParts opened(String name) {
    SetParts set = SetParts.of(topology, name, stores);
    stores
        .objection(set.declared().store())
        .ifPresent(
            why -> {
              throw new Stop(ExitCode.UNREACHABLE, "set '" + name + "': " + why);
            });
    return set;
  }

  /** Regions that get a set: one, or all. */
  public List<String> regions(SetParts set, @Nullable String region) {
    Collection<String> regions = set.declared().regions().keySet();
    if (region == null) {
      return List.copyOf(regions);
    }
    if (!topology.fleet().regions().containsKey(region)) {
      throw new Stop(
          ExitCode.USAGE,
          "there is no region '%s'; there are %s"
              .formatted(region, String.join(", ", topology.fleet().regions().keySet())));
    }
    return regions.contains(region) ? List.of(region) : List.of();
  }

  /** When calls begun now are given up. */
  public Instant deadline() {
    return surroundings.clock().instant().plus(TIME);
  }

  private Collection<String> names() {
    Collection<String> names = topology.replication().sets().keySet();
    if (names.isEmpty()) {
      throw new Stop(
          ExitCode.USAGE,
          "the topology declares no artifact set: add 'replication', as docs/replication.md shows");
    }
    return names;
  }
}
