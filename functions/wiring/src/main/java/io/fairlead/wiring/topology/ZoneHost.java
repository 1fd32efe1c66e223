package io.fairlead.wiring.topology;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Who hosts a DNS zone. */
public sealed interface ZoneHost {
  /**
   * A Route 53 public hosted zone.
   *
   * @param hostedZone its id
   * @param checks id of the health check that takes a record out, by {@code region/group}
   */
  record Route53(String hostedZone, SortedMap<String, String> checks) implements ZoneHost {
    public Route53 {
      checks = Collections.unmodifiableSortedMap(new TreeMap<>(checks));
    }

    /** A zone whose records carry no checks. */
    public Route53(String hostedZone) {
      this(hostedZone, new TreeMap<>());
    }
  }

  /**
   * A profile of Azure Traffic Manager, to which the zone's one name leads.
   *
   * @param profile its name
   * @param protocol {@code HTTP} or {@code HTTPS}, by which endpoints are probed
   * @param path what is asked of them, which fails while the region's flag is raised
   */
  record TrafficManager(
      String subscription,
      String resourceGroup,
      String profile,
      String protocol,
      int port,
      String path)
      implements ZoneHost {}

  /** A zone of Azure DNS. */
  record AzureDns(String subscription, String resourceGroup) implements ZoneHost {}

  /**
   * A zone that Fairlead never writes: regions leave it by flags alone, which its host's checks
   * read.
   *
   * @param by who keeps its records, for people
   */
  record External(String by) implements ZoneHost {}
}
