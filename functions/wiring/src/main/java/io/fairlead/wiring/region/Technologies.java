package io.fairlead.wiring.region;

import io.fairlead.fleet.Cloud;
import io.fairlead.fleet.Region;
import io.fairlead.wiring.topology.Topology;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the technology that serves a topology among those on the class path. */
public final class Technologies {
  private Technologies() {}

  /** The adapters that serve every region of a topology; empty where none on the class path do. */
  public static Optional<RegionAdapters> of(Topology topology) {
    Set<Cloud> needed = clouds(topology);
    return ServiceLoader.load(RegionAdapters.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(adapters -> adapters.clouds().containsAll(needed))
        .findFirst()
        .or(
            () ->
                AdapterFolder.adapters().stream()
                    .filter(adapters -> adapters.clouds().containsAll(needed))
                    .findFirst());
  }

  /** One sentence for people where {@link #of} found none. */
  public static String missing(Topology topology) {
    Set<Cloud> served = EnumSet.noneOf(Cloud.class);
    ServiceLoader.load(RegionAdapters.class).forEach(each -> served.addAll(each.clouds()));
    AdapterFolder.adapters().forEach(each -> served.addAll(each.clouds()));
    return "the topology has regions in "
        + names(clouds(topology))
        + ", this build has adapters for "
        + names(served)
        + ": one topology's regions are all served by one technology's adapters: add those that are"
        + " missing below 'adapters', or use a topology of those regions.";
  }

  private static Set<Cloud> clouds(Topology topology) {
    return topology.fleet().regions().values().stream()
        .map(Region::cloud)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Cloud.class)));
  }

  private static String names(Set<Cloud> clouds) {
    return clouds.isEmpty()
        ? "nothing"
        : clouds.stream()
            .map(cloud -> cloud.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
  }
}
