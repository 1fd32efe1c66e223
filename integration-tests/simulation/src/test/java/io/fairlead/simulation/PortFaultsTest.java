package io.fairlead.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cycle.Reports;
import io.fairlead.port.Register;
import io.fairlead.quorum.CasCell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ports are found, not listed here: a new one without faults turns this red. */
class PortFaultsTest {
  private static final String PACKAGE = "io.fairlead.port";

  /** Interfaces of the package that reach nothing outside: they turn values, or order calls. */
  private static final Set<String> NO_PORTS =
      Set.of("Codec", "SideBySide", "OpeningKeys", "SealingKeys");

  /** Called by a person's command, never by a cycle: the tests of these verbs lose its answers. */
  private static final Set<String> OF_VERBS = Set.of("PersonalHolds");

  /** Of artifact sets, whose tests strike every call of them between real folders and stores. */
  private static final Set<String> OF_REPLICATION =
      Set.of(
          "ArtifactMirror",
          "ArtifactSink",
          "ArtifactSource",
          "ArtifactStore",
          "BlobStream",
          "CollectableStore",
          "ManifestStore",
          "ObjectBucket",
          "RecordTable",
          "Signer");

  /** Made of another method of its port, which is struck, unless an adapter has it cheaper. */
  private static final Set<String> OF_OTHERS = Set.of("Observations.latestBut");

  /** Asked beside the ticks: its test cuts and stills the wire to a server. */
  private static final Set<String> OF_WATCHES = Set.of("DatabaseServer");

  @Test
  void every_port_method_has_an_answer_for_when_no_answer_comes() {
    List<String> uncovered = methods().stream().filter(method -> !covered(method)).toList();

    assertThat(uncovered).isEmpty();
  }

  @Test
  void every_port_method_is_called_through_a_fault_point() {
    SortedSet<String> met = new TreeSet<>();
    World world = new World(new Setting(SimFleet.threeRegions(), 1, true));
    world.faults(
        call -> {
          met.add(call.port() + "." + call.method());
          return null;
        });
    world.ticks(12);
    world.ground().node("eu-west", "gw-1", Ground.NodeState.REFUSES);
    world.ticks(6);
    world.ground().dark.add("us-east");
    world.ticks(6);
    CellStories.fillHistory(world);
    world.runners().getFirst().history().since(Instant.MIN, Instant.MAX);

    assertThat(met).containsAll(methods());
  }

  @Test
  void the_ports_are_really_found() {
    assertThat(methods()).contains("Register.cas", "TrafficDirector.change", "CasCell.read");
  }

  private static boolean covered(String method) {
    String[] parts = method.split("\\.", -1);
    return LostAnswers.covers(parts[0], parts[1]);
  }

  private static SortedSet<String> methods() {
    List<Class<?>> ports = new ArrayList<>(portsOfThePackage());
    ports.add(CasCell.class);
    ports.add(Reports.class);
    SortedSet<String> methods = new TreeSet<>();
    for (Class<?> port : ports) {
      for (Method method : port.getMethods()) {
        boolean asks = !Modifier.isStatic(method.getModifiers());
        if (asks && FaultPoint.isCall(method.getName())) {
          methods.add(port.getSimpleName() + "." + method.getName());
        }
      }
    }
    methods.removeAll(OF_OTHERS);
    return methods;
  }

  private static List<Class<?>> portsOfThePackage() {
    List<Class<?>> ports = new ArrayList<>();
    for (String name : classNames()) {
      try {
        Class<?> found = Class.forName(PACKAGE + "." + name);
        boolean port = found.isInterface() && !found.isSealed() && !found.isAnnotation();
        if (port
            && !name.equals("package-info")
            && !NO_PORTS.contains(name)
            && !OF_VERBS.contains(name)
            && !OF_WATCHES.contains(name)
            && !OF_REPLICATION.contains(name)) {
          ports.add(found);
        }
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(name, e);
      }
    }
    return ports;
  }

  private static List<String> classNames() {
    try {
      URI home = Register.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      if (Files.isDirectory(Path.of(home))) {
        return names(Path.of(home));
      }
      try (FileSystem jar = FileSystems.newFileSystem(Path.of(home))) {
        return names(jar.getPath("/"));
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> names(Path root) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(PACKAGE.replace('.', '/')))) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".class") && !name.contains("$"))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .sorted()
          .toList();
    }
  }
}
