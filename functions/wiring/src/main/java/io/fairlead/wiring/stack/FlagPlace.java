package io.fairlead.wiring.stack;

import io.fairlead.wiring.topology.CloudScope;
import io.fairlead.wiring.topology.Topology;
import java.net.URI;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where anybody asks for the flags of a store in Azure. Accounts answer no HTTP without TLS, so
 * that a check by HTTP would never see a flag.
 *
 * @param host as in {@code fairleadstate.blob.core.windows.net}
 * @param path of the container, which flags' names follow
 */
public record FlagPlace(String host, String path) {
  /** Those of a topology, by region. */
  public static SortedMap<String, FlagPlace> of(Topology topology) {
    SortedMap<String, FlagPlace> places = new TreeMap<>();
    topology
        .clouds()
        .forEach(
            (region, scope) -> {
              if (scope instanceof CloudScope.Azure azure && azure.flagContainer() != null) {
                URI blobs = URI.create(azure.storage().endpoint());
                places.put(
                    region,
                    new FlagPlace(
                        blobs.getHost(), blobs.getPath() + "/" + azure.flagContainer() + "/"));
              }
            });
    return places;
  }
}
