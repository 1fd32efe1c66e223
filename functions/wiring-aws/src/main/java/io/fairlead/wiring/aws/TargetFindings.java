package io.fairlead.wiring.aws;

import io.fairlead.aws.address.ElasticIpMover;
import io.fairlead.aws.zone.Route53Director;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the adapters of addresses and zones found amiss in what they read last. */
public record TargetFindings(ElasticIpMover mover, Route53Director director) {
  private static final String ADDRESS = "address/";
  private static final String ZONE = "zone/";

  /** A sentence by subject, as in {@code address/eu/front}; nothing of it stops a tick. */
  public SortedMap<String, String> all() {
    SortedMap<String, String> all = new TreeMap<>();
    mover.findings().forEach((id, why) -> all.put(ADDRESS + id, why));
    director.findings().forEach((zone, why) -> all.put(ZONE + zone, why));
    return all;
  }

  /**
   * Those that a region's function tells people: of its own addresses, which every region looks
   * after, and of zones without a change under way, because that ends by itself.
   *
   * @param all a sentence by subject, of this cloud and of others
   */
  public SortedMap<String, String> lasting(String region, SortedMap<String, String> all) {
    SortedSet<String> passing = new TreeSet<>();
    director.changing().forEach(zone -> passing.add(ZONE + zone));
    SortedMap<String, String> lasting = new TreeMap<>(all);
    lasting
        .keySet()
        .removeIf(
            subject ->
                passing.contains(subject)
                    || subject.startsWith(ADDRESS) && !subject.startsWith(ADDRESS + region + "/"));
    return lasting;
  }
}
