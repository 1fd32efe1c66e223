package io.fairlead.local.dns;

import java.net.InetAddress;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The name servers of every zone: one per edge, called {@code <region>.ns.<zone>}. */
public final class NameServers {
  private static final String LABEL = ".ns.";

  private final SortedMap<String, InetAddress> byRegion;

  /** Every edge's DNS address, by region; this edge's own is among them. */
  public NameServers(Map<String, InetAddress> byRegion) {
    this.byRegion = Collections.unmodifiableSortedMap(new TreeMap<>(byRegion));
  }

  /** Their names in a zone, in region order. */
  public Iterable<String> names(String zone) {
    return byRegion.keySet().stream().map(region -> region + LABEL + zone).toList();
  }

  /** The address of a name server's name; empty where the name is none. */
  public Optional<InetAddress> address(String zone, String name) {
    String suffix = LABEL + zone;
    if (!name.endsWith(suffix)) {
      return Optional.empty();
    }
    return Optional.ofNullable(byRegion.get(name.substring(0, name.length() - suffix.length())));
  }

  /** Whether a name is the parent of the name servers' names. */
  public boolean isParent(String zone, String name) {
    return name.equals(LABEL.substring(1) + zone);
  }
}
