package io.fairlead.wiring.topology;

import io.fairlead.fleet.Fleet;
import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Builds what the processes need beside the fleet. */
final class Settings {
  /** Where local files go unless the file says otherwise. */
  static final String STATE_DIRECTORY = ".fairlead";

  private final Section root;

  Settings(Section root) {
    this.root = root;
  }

  Topology topology(Fleet fleet) {
    SortedMap<String, Edge> edges = new TreeMap<>();
    SortedMap<String, HostPort> observers = new TreeMap<>();
    SortedMap<String, CloudScope> clouds = new TreeMap<>();
    root.named("regions")
        .forEach(
            (name, region) -> {
              String http = region.section("observer").text("http");
              if (http != null) {
                observers.put(name, HostPort.parse(http));
              }
              switch (fleet.region(name).cloud()) {
                case LOCAL -> edges.put(name, edge(region.section("edge")));
                case AWS -> clouds.put(name, aws(region.section("aws")));
                case AZURE -> clouds.put(name, azure(region.section("azure")));
              }
            });
    List<String> anchors = root.texts("anchors");
    return new Topology(
        fleet, state(fleet), edges, observers, notifySettings(), anchors, clouds, zones());
  }

  private State state(Fleet fleet) {
    Section state = root.section("state");
    boolean single = state.text("register", "quorum").equals("single");
    SortedSet<String> cells = new TreeSet<>(state.texts("cells"));
    return new State(
        Path.of(state.text("directory", STATE_DIRECTORY)).toAbsolutePath().normalize(),
        single ? RegisterKind.SINGLE : RegisterKind.QUORUM,
        List.copyOf(cells.isEmpty() ? fleet.regions().keySet() : cells));
  }

  private static Edge edge(Section edge) {
    return new Edge(HostPort.parse(edge.text("dns", "")), HostPort.parse(edge.text("http", "")));
  }

  private static CloudScope aws(Section aws) {
    return new CloudScope.Aws(
        aws.text("account"), aws.text("vpc"), aws.section("cell").text("table"));
  }

  private static CloudScope azure(Section azure) {
    Section cell = azure.section("cell");
    String account = cell.text("account");
    return new CloudScope.Azure(
        azure.text("subscription", ""),
        azure.text("resourceGroup", ""),
        account == null ? null : account + "/" + cell.text("container", ""));
  }

  private SortedMap<String, ZoneHost> zones() {
    SortedMap<String, ZoneHost> zones = new TreeMap<>();
    root.named("zones")
        .forEach(
            (zone, host) -> {
              if (host.has("route53")) {
                String id = host.section("route53").text("hostedZone", "");
                zones.put(zone, new ZoneHost.Route53(id));
              } else if (host.has("azureDns")) {
                Section azure = host.section("azureDns");
                zones.put(
                    zone,
                    new ZoneHost.AzureDns(
                        azure.text("subscription", ""), azure.text("resourceGroup", "")));
              }
            });
    return zones;
  }

  private List<NotifySetting> notifySettings() {
    List<NotifySetting> settings = new ArrayList<>();
    for (Tree item : root.items("notify")) {
      Section section = Section.of(item);
      String webhook = section.text("webhook", "");
      List<String> on = section.has("on") ? section.texts("on") : NotifySetting.KINDS;
      if (!webhook.isEmpty()) {
        settings.add(new NotifySetting(new Secret(webhook), new TreeSet<>(on)));
      }
    }
    return settings;
  }
}
