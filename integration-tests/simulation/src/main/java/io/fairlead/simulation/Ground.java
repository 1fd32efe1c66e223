package io.fairlead.simulation;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Fleet;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How things truly are: regions, nodes, paths, eyes and clocks. Nobody in the world may read it.
 */
final class Ground {
  /** How a node answers. */
  enum NodeState {
    SERVES,

    /** Its probes pass, its users get nothing: no probe can tell. */
    FOOLS_PROBES,
    REFUSES,
    HANGS
  }

  /** A path that carries nothing in this direction. */
  record Path(String from, String to) {}

  final SortedSet<String> dark = new TreeSet<>();
  final Map<String, NodeState> nodes = new HashMap<>();
  final Set<Path> cut = new HashSet<>();
  final SortedSet<String> blind = new TreeSet<>();

  /** Nodes, as region/node, that their own region's observer cannot reach. */
  final SortedSet<String> unseen = new TreeSet<>();

  /** Observers that report every public endpoint as refusing. */
  final SortedSet<String> liars = new TreeSet<>();

  /** Observers that reach every second target only. */
  final SortedSet<String> halfSighted = new TreeSet<>();

  final SortedMap<String, Duration> skew = new TreeMap<>();
  final SortedMap<AddressId, @Nullable String> holders = new TreeMap<>();

  /** Regions that carry half of what the topology says: beyond it, every third attempt is lost. */
  final SortedSet<String> halfCapacity = new TreeSet<>();

  double loss;

  /** Rises with every healing: what an earlier incident planned does not happen any more. */
  int generation;

  boolean dnsDark;

  Ground(Fleet fleet) {
    fleet
        .addresses()
        .forEach(
            id -> {
              var declared = fleet.region(id.region()).floatingAddresses().get(id.address());
              holders.put(id, declared == null ? null : declared.nodes().getFirst());
            });
  }

  /** Whether requests from one region arrive in another. */
  boolean reaches(String from, String to) {
    return !dark.contains(from) && !dark.contains(to) && !cut.contains(new Path(from, to));
  }

  NodeState node(String region, String node) {
    return nodes.getOrDefault(region + "/" + node, NodeState.SERVES);
  }

  void node(String region, String node, NodeState state) {
    nodes.put(region + "/" + node, state);
  }

  /** What a connection to the address meets; null = nothing there. */
  @Nullable NodeState behind(AddressId address) {
    String holder = holders.get(address);
    return holder == null ? null : node(address.region(), holder);
  }

  /** All of it, to compare. */
  List<Object> picture() {
    return List.<Object>of(
        List.copyOf(dark),
        Map.copyOf(nodes),
        Set.copyOf(cut),
        List.copyOf(blind),
        List.copyOf(liars),
        List.copyOf(halfSighted),
        List.copyOf(halfCapacity),
        Map.copyOf(skew),
        holders.toString(),
        loss,
        dnsDark);
  }

  /** Ends every fault of the ground. */
  void heal() {
    generation++;
    dark.clear();
    nodes.clear();
    cut.clear();
    blind.clear();
    unseen.clear();
    liars.clear();
    halfSighted.clear();
    halfCapacity.clear();
    skew.clear();
    loss = 0;
    dnsDark = false;
  }
}
