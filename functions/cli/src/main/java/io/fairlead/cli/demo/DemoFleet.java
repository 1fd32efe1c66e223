package io.fairlead.cli.demo;

import io.fairlead.cli.Main;
import io.fairlead.fleet.Node;
import io.fairlead.fleet.Region;
import io.fairlead.fleet.Service;
import io.fairlead.wiring.topology.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;

/** The processes of the demo: an edge and a run in every region, and every gateway. */
final class DemoFleet implements AutoCloseable {
  private final Topology topology;
  private final Path file;
  private final Path folder;
  private final ByHand byHand;
  private final Map<String, Child> children = new LinkedHashMap<>();
  private final Map<String, String> again = new LinkedHashMap<>();

  DemoFleet(Topology topology, Path file, Path folder) {
    this.topology = topology;
    this.file = file;
    this.folder = folder;
    this.byHand = ByHand.of(file, folder);
  }

  /** Starts everything; it does not wait until it serves. */
  void start() throws IOException {
    for (Region region : topology.fleet().regions().values()) {
      for (Node node : region.nodes().values()) {
        gateway(region, node);
      }
      verb("edge", region.name());
      verb("run", region.name());
    }
  }

  private void gateway(Region region, Node node) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(region.name(), node.name(), node.host()));
    TreeSet<Integer> ports = new TreeSet<>();
    topology.fleet().services().values().stream().map(Service::port).forEach(ports::add);
    topology.fleet().probes().values().stream()
        .filter(probe -> region.probes().contains(probe.name()))
        .map(probe -> probe.check().port())
        .forEach(ports::add);
    ports.stream().map(String::valueOf).forEach(arguments::add);
    String name = gatewayName(region.name(), node.name());
    children.put(name, Child.java(name, folder, Gateway.class, arguments));
    again.put(name, byHand.gateway(name, arguments));
  }

  private void verb(String verb, String region) throws IOException {
    List<String> arguments =
        List.of(verb, "--region", region, "-f", file.toString(), "--until-input-ends");
    String name = verb + "-" + region;
    children.put(name, Child.java(name, folder, Main.class, arguments));
    again.put(name, byHand.verb(name, arguments));
  }

  /** The process of a gateway. */
  Child gateway(String region, String node) {
    return child(gatewayName(region, node));
  }

  private static String gatewayName(String region, String node) {
    return "gateway-" + region + "-" + node;
  }

  private Child child(String name) {
    Child child = children.get(name);
    if (child == null) {
      throw new IllegalArgumentException("no process " + name + " in " + children.keySet());
    }
    return child;
  }

  /** Every process of a region: its run, its edge with its cell, its gateways. */
  List<Child> region(String region) {
    return children.values().stream()
        .filter(
            child ->
                child.name().endsWith("-" + region) || child.name().contains("-" + region + "-"))
        .toList();
  }

  /**
   * How a person stops a process and starts it again.
   *
   * @param pid of what runs now
   * @param again a line to paste
   */
  record Lines(long pid, String again) {}

  /** That of every process, by name. */
  SequencedMap<String, Lines> byHand() {
    SequencedMap<String, Lines> lines = new LinkedHashMap<>();
    children.forEach((name, child) -> lines.put(name, new Lines(child.pid(), again(name))));
    return lines;
  }

  private String again(String name) {
    return again.getOrDefault(name, "");
  }

  /** Processes that ended by themselves. */
  List<Child> casualties() {
    return children.values().stream().filter(child -> !child.alive()).toList();
  }

  @Override
  public void close() {
    children.values().forEach(Child::kill);
  }
}
