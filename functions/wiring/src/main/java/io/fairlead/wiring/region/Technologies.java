package io.fairlead.wiring.region;

import io.fairlead.fleet.Cloud;
import io.fairlead.fleet.Region;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.ZoneHost;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the technologies that serve a topology among those on the class path. */
public final class Technologies {
  private Technologies() {}

  /**
   * The adapters that serve every region and zone of a topology, put together of several where it
   * is in several clouds; empty where those on the class path do not.
   */
  public static Optional<RegionAdapters> of(Topology topology) {
    Set<Cloud> needed = needed(topology);
    Optional<RegionAdapters> one = one(needed);
    if (one.isPresent() || needed.contains(Cloud.LOCAL)) {
      return one;
    }
    List<CloudAdapters> several = of(needed);
    RegionAdapters mixed = new MixedAdapters(several);
    return mixed.clouds().containsAll(needed) ? Optional.of(mixed) : Optional.empty();
  }

  /** The adapters of some clouds, as far as there are any. */
  public static List<CloudAdapters> of(Set<Cloud> clouds) {
    return AdapterFolder.providers(RegionAdapters.class).stream()
        .filter(CloudAdapters.class::isInstance)
        .map(CloudAdapters.class::cast)
        .filter(each -> each.clouds().stream().anyMatch(clouds::contains))
        .toList();
  }

  /**
   * The clouds whose adapters a topology needs: of its regions, and of those who host its zones.
   */
  public static Set<Cloud> needed(Topology topology) {
    Set<Cloud> needed =
        topology.fleet().regions().values().stream()
            .map(Region::cloud)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Cloud.class)));
    // Local edges serve every zone of their fleet.
    if (!needed.contains(Cloud.LOCAL)) {
      topology.fleet().zones().stream()
          .map(topology.zones()::get)
          .forEach(
              host -> {
                switch (host) {
                  case ZoneHost.Route53 _ -> needed.add(Cloud.AWS);
                  case ZoneHost.TrafficManager _, ZoneHost.AzureDns _ -> needed.add(Cloud.AZURE);
                  case ZoneHost.External _ -> {}
                  case null -> {}
                }
              });
    }
    return needed;
  }

  private static Optional<RegionAdapters> one(Set<Cloud> needed) {
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

  /** One sentence for people where {@link #of(Topology)} found none. */
  public static String missing(Topology topology) {
    Set<Cloud> served = EnumSet.noneOf(Cloud.class);
    ServiceLoader.load(RegionAdapters.class).forEach(each -> served.addAll(each.clouds()));
    AdapterFolder.adapters().forEach(each -> served.addAll(each.clouds()));
    return "the topology has regions or zones in "
        + names(needed(topology))
        + ", this build has adapters for "
        + names(served)
        + ": add those that are missing below 'adapters', deploy the package of both clouds, or use"
        + " a topology of those regions.";
  }

  private static String names(Set<Cloud> clouds) {
    return clouds.isEmpty()
        ? "nothing"
        : clouds.stream()
            .map(cloud -> cloud.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
  }
}
