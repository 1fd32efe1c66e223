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
  private final Map<String, Child> children = new LinkedHashMap<>();

  DemoFleet(Topology topology, Path file, Path folder) {
    this.topology = topology;
    this.file = file;
    this.folder = folder;
  }

  /** Starts everything; it does not wait until it serves. */
  void start() throws IOException {
    for (Region region : topology.fleet().regions().values()) {
      for (Node node : region.nodes().values()) {
        add(gateway(region, node));
      }
      add(verb("edge", region.name()));
      add(verb("run", region.name()));
    }
  }

  private void add(Child child) {
    children.put(child.name(), child);
  }

  private Child gateway(Region region, Node node) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(region.name(), node.name(), node.host()));
    TreeSet<Integer> ports = new TreeSet<>();
    topology.fleet().services().values().stream().map(Service::port).forEach(ports::add);
    topology.fleet().probes().values().stream()
        .filter(probe -> region.probes().contains(probe.name()))
        .map(probe -> probe.check().port())
        .forEach(ports::add);
    ports.stream().map(String::valueOf).forEach(arguments::add);
    return Child.java(gatewayName(region.name(), node.name()), folder, Gateway.class, arguments);
  }

  private Child verb(String verb, String region) throws IOException {
    List<String> arguments =
        List.of(verb, "--region", region, "-f", file.toString(), "--until-input-ends");
    return Child.java(verb + "-" + region, folder, Main.class, arguments);
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

  /** Process ids of what runs now, by name. */
  SequencedMap<String, Long> pids() {
    SequencedMap<String, Long> pids = new LinkedHashMap<>();
    children.forEach((name, child) -> pids.put(name, child.pid()));
    return pids;
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
