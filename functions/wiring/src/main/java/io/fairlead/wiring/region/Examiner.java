package io.fairlead.wiring.region;

import io.fairlead.fleet.Cloud;
import io.fairlead.wiring.topology.Topology;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Looks at what of a fleet lies outside its ports: buckets, tables, checks, quotas, listeners.
 * Found by {@link java.util.ServiceLoader}.
 */
public interface Examiner {
  /** The clouds whose regions and zones it knows. */
  Set<Cloud> clouds();

  /**
   * What explains others: asked first, so that one thing amiss is told once, and not by everything
   * that depends on it.
   */
  default List<Cause> causes(Topology topology, Opening opening, Instant deadline) {
    return List.of();
  }

  /**
   * What else is not as the topology, or the templates, would have it. Changes nothing that stays:
   * whatever it writes to try a permission it takes away again. What does not answer is a finding.
   */
  List<Finding> examine(Topology topology, Opening opening, Instant deadline);

  /**
   * Those on the class path, or beside the distribution, that know a region or a zone of the
   * topology.
   */
  static List<Examiner> of(Topology topology) {
    Set<Cloud> clouds = Technologies.needed(topology);
    return AdapterFolder.providers(Examiner.class).stream()
        .filter(examiner -> examiner.clouds().stream().anyMatch(clouds::contains))
        .toList();
  }
}
