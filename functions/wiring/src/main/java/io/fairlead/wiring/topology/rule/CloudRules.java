package io.fairlead.wiring.topology.rule;

import io.fairlead.wiring.shape.Nearest;
import io.fairlead.wiring.yaml.Problem;
import io.fairlead.wiring.yaml.Section;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keys that belong to one cloud, and what a witness may not have. */
final class CloudRules {
  private static final Map<String, String> TARGETS =
      Map.of("aws", "allocation", "azure", "publicIp");

  private CloudRules() {}

  static void check(Declared declared) {
    declared.regions().forEach((name, region) -> region(declared, name, region));
    local(declared);
    zones(declared);
  }

  /** One sentence for all of them: whose edges would answer for whom is nowhere said. */
  private static void local(Declared declared) {
    List<String> inClouds =
        declared.regions().entrySet().stream()
            .filter(each -> TARGETS.containsKey(each.getValue().text("cloud", "")))
            .map(Map.Entry::getKey)
            .toList();
    declared.regions().values().stream()
        .filter(region -> region.text("cloud", "").equals("local") && !inClouds.isEmpty())
        .findFirst()
        .ifPresent(
            region ->
                declared.error(
                    region.place("cloud"),
                    "AWS and Azure go together in one topology, and local regions with neither:"
                        + " their edges serve every zone of their fleet, and "
                        + String.join(", ", inClouds)
                        + " are in a cloud; make them two topologies"));
  }

  private static void region(Declared declared, String name, Section region) {
    String cloud = region.text("cloud", "");
    if (region.flag("witness")) {
      for (String key : List.of("nodes", "floatingAddresses", "probes")) {
        if (!region.section(key).entries().entries().isEmpty() || !region.items(key).isEmpty()) {
          declared.error(region.place(key), "a witness serves nothing: " + name + " is one");
        }
      }
    }
    region.named("floatingAddresses").values().forEach(at -> target(declared, cloud, at));
    if (cloud.equals("aws") || cloud.equals("azure")) {
      for (Section node : region.named("nodes").values()) {
        if (!node.has("host")) {
          declared.error(
              node.place(),
              "key 'host' is missing: in " + cloud + " an interface id is no address to probe");
        }
      }
    }
  }

  private static void target(Declared declared, String cloud, Section address) {
    TARGETS.forEach(
        (owner, key) -> {
          if (owner.equals(cloud) && !address.has(key)) {
            declared.error(
                address.place(), "key '" + key + "' is missing: cloud: " + cloud + " needs it");
          } else if (!owner.equals(cloud) && address.has(key)) {
            declared.error(address.place(key), "key does not go with cloud: " + cloud);
          }
        });
  }

  /** What needs flags that others can read, and what needs weights. */
  private static void external(Declared declared, Map<String, Section> hosted, boolean edges) {
    for (Section zone : hosted.values()) {
      if (edges && zone.has("external")) {
        declared.error(
            zone.place("external"),
            "local edges serve every zone of their fleet: only clouds' flags can be read"
                + " elsewhere");
      }
    }
    for (Declared.Slice slice : declared.slices()) {
      String zone = PartitionRules.zone(slice);
      Section host = zone == null ? null : hosted.get(zone);
      Section failback = slice.of().section("failback");
      if (host != null && host.has("external") && failback.text("mode", "").equals("ramp")) {
        declared.error(
            failback.place("mode"), "no ramp goes on in zone " + zone + ", which is never written");
      }
    }
  }

  /** A zone that nobody hosts cannot be changed. */
  private static void zones(Declared declared) {
    boolean edges = declared.hasEdge();
    Map<String, Section> hosted = declared.root().named("zones");
    external(declared, hosted, edges);
    if (edges || declared.regions().isEmpty()) {
      return;
    }
    Set<String> told = new HashSet<>();
    for (Declared.Slice slice : declared.slices()) {
      String zone = PartitionRules.zone(slice);
      if (zone != null && !hosted.containsKey(zone) && told.add(zone)) {
        nobody(declared, slice, zone);
      }
    }
  }

  /** A zone above it that is there is what the name lies in; else it may be misspelt. */
  private static void nobody(Declared declared, Declared.Slice slice, String zone) {
    Set<String> hosted = declared.root().named("zones").keySet();
    boolean stated = slice.slice().has("zone");
    Optional<String> above =
        hosted.stream()
            .filter(each -> zone.endsWith("." + each))
            .max(Comparator.comparingInt(String::length));
    String help =
        above
            .map(each -> ", but " + each + " is: say 'zone: " + each + "' beside the name")
            .orElse(", and no region has an edge");
    declared
        .problems()
        .add(
            Problem.error(
                    slice.slice().place(stated ? "zone" : "name"),
                    "nobody hosts zone " + zone + ": it is not in 'zones'" + help)
                .suggesting(above.isPresent() ? null : Nearest.to(zone, hosted)));
  }
}
