package io.fairlead.benchmarks.detection;

import io.fairlead.cli.demo.Gateway;
import io.fairlead.fleet.Node;
import io.fairlead.fleet.Region;
import io.fairlead.parts.Found;
import io.fairlead.parts.Part;
import io.fairlead.parts.Parts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The gateways of the fleet as processes, and what is done to them. */
final class Gateways implements AutoCloseable {
  private static final List<String> PORTS = List.of("8080", "8081", "8100");

  /** One gateway. */
  private record Running(Program program, String address) {}

  private final Map<String, Running> running = new TreeMap<>();
  private final List<String> dropped = new ArrayList<>();

  /** Starts every node of these regions. */
  Gateways(Iterable<Region> regions, Path folder) throws IOException {
    for (Region region : regions) {
      for (Node node : region.nodes().values()) {
        List<String> arguments = new ArrayList<>(List.of(region.name(), node.name(), node.host()));
        arguments.addAll(PORTS);
        String name = region.name() + " " + node.name();
        Program program = Program.java(name.replace(' ', '-'), folder, Gateway.class, arguments);
        running.put(name, new Running(program, node.host()));
      }
    }
  }

  /** Whether packets can be dropped: as root, where iptables is or can be installed. */
  static boolean canDrop() throws IOException {
    try {
      return "root".equals(System.getProperty("user.name"))
          && Parts.find(Part.IPTABLES) instanceof Found.Present(Path iptables)
          && Program.run(List.of(iptables.toString(), "-S"));
    } catch (IOException _) {
      return false;
    }
  }

  /** Breaks a gateway, named {@code region node}. */
  void breakDown(String name, Fault fault) throws IOException {
    Running it = found(name);
    switch (fault) {
      case KILLED -> it.program().kill();
      case HUNG -> it.program().stop();
      case DROPPED -> drop(it.address());
    }
  }

  /** Mends what {@link #breakDown} did. */
  void mend(String name, Fault fault) throws IOException {
    Running it = found(name);
    switch (fault) {
      case KILLED -> it.program().restart();
      case HUNG -> it.program().proceed();
      case DROPPED -> pass(it.address());
    }
  }

  private void drop(String address) throws IOException {
    dropped.add(address);
    if (!Program.run(rule("-I", address))) {
      throw new IOException("iptables does not drop packets to " + address);
    }
  }

  private void pass(String address) throws IOException {
    Program.run(rule("-D", address));
    dropped.remove(address);
  }

  private static List<String> rule(String verb, String address) {
    return List.of(
        Parts.program(Part.IPTABLES).toString(),
        verb,
        "INPUT",
        "-d",
        address,
        "-p",
        "tcp",
        "-j",
        "DROP");
  }

  private Running found(String name) {
    Running it = running.get(name);
    if (it == null) {
      throw new IllegalArgumentException("no gateway '" + name + "' in " + running.keySet());
    }
    return it;
  }

  @Override
  public void close() throws IOException {
    for (String address : List.copyOf(dropped)) {
      pass(address);
    }
    for (Running it : running.values()) {
      it.program().close();
    }
  }
}
