package io.fairlead.local.dns;

import io.fairlead.traffic.RecordSets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The zones that the DNS server answers for, each replaced whole when its store changes. */
public final class ServedZones {
  private final Map<String, ServedZone> zones = new ConcurrentHashMap<>();

  /** Serves a zone's new content from now on. */
  public void serve(RecordSets sets) {
    zones.put(sets.zone(), new ServedZone(sets));
  }

  /** The zone that a name lies in: the longest that matches. */
  public Optional<ServedZone> zoneOf(String name) {
    String at = name;
    while (true) {
      ServedZone found = zones.get(at);
      if (found != null) {
        return Optional.of(found);
      }
      int dot = at.indexOf('.');
      if (dot < 0) {
        return Optional.empty();
      }
      at = at.substring(dot + 1);
    }
  }
}
