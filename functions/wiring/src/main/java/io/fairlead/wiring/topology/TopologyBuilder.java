package io.fairlead.wiring.topology;

import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Mode;
import io.fairlead.fleet.Probe;
import io.fairlead.fleet.Region;
import io.fairlead.fleet.Safety;
import io.fairlead.fleet.Service;
import io.fairlead.journal.RegisterSize;
import io.fairlead.quorum.Stamped;
import io.fairlead.wiring.yaml.Place;
import io.fairlead.wiring.yaml.Problem;
import io.fairlead.wiring.yaml.Problems;
import io.fairlead.wiring.yaml.Section;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns a checked tree into a topology. The constructors of the core check once more; what they
 * refuse becomes a problem with the place that was being built.
 */
final class TopologyBuilder {
  private static final String NOT_YET = "0".repeat(64);

  private final Path folder;
  private final Problems problems;

  TopologyBuilder(Path folder, Problems problems) {
    this.folder = folder;
    this.problems = problems;
  }

  /** The topology, or null after telling why there is none. */
  @Nullable Topology build(Section root) {
    int before = problems.errors();
    Settings settings = new Settings(root, folder);
    SortedMap<String, Probe> probes =
        each(root, "probes", (name, probe) -> Probes.probe(name, probe, folder));
    SortedMap<String, Region> regions = each(root, "regions", Regions::region);
    SortedMap<String, Service> services = each(root, "services", Services::service);
    Safety safety = attempt(root.place("safety"), () -> Pace.safety(root.section("safety")));
    if (safety == null || problems.errors() > before) {
      return null;
    }
    Mode mode = root.text("mode", "act").equals("act") ? Mode.ACT : Mode.OBSERVE;
    return attempt(
        root.place(),
        () -> {
          Fleet fleet =
              new Fleet(
                  root.text("fleet", ""),
                  mode,
                  NOT_YET,
                  probes,
                  regions,
                  services,
                  safety,
                  ReplicatedSets.of(root),
                  Databases.replicated(root));
          refuseTooLarge(root, fleet);
          Topology undigested = settings.topology(fleet);
          return settings.topology(TopologyDigest.stamped(undigested, root));
        });
  }

  /** A register that cannot be written would hold every run at the first bad day. */
  private void refuseTooLarge(Section root, Fleet fleet) {
    int bytes = RegisterSize.estimate(fleet);
    if (bytes > Stamped.MAX_BYTES) {
      problems.add(
          Problem.error(
              root.place("services"),
              "on its worst day the register of this fleet would have about "
                  + bytes
                  + " bytes, and its stores take "
                  + Stamped.MAX_BYTES
                  + ": declare fewer services, partitions or nodes here, and the rest as a fleet"
                  + " of its own"));
    }
  }

  private <V> SortedMap<String, V> each(
      Section root, String key, BiFunction<String, Section, V> build) {
    SortedMap<String, V> built = new TreeMap<>();
    root.named(key)
        .forEach(
            (name, section) -> {
              V value = attempt(section.place(), () -> build.apply(name, section));
              if (value != null) {
                built.put(name, value);
              }
            });
    return built;
  }

  private <V> @Nullable V attempt(Place place, Supplier<V> build) {
    try {
      return build.get();
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      problems.add(Problem.error(place, message == null ? "not acceptable" : message));
      return null;
    }
  }
}
