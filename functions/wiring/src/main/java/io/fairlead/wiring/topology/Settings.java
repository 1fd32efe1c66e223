package io.fairlead.wiring.topology;

import io.fairlead.fleet.Fleet;
import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Builds what the processes need beside the fleet. */
final class Settings {
  /** Where local files go unless the file says otherwise. */
  static final String STATE_DIRECTORY = ".fairlead";

  private final Section root;
  private final Path folder;

  Settings(Section root, Path folder) {
    this.root = root;
    this.folder = folder;
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
                case AZURE -> clouds.put(name, azure(region));
              }
            });
    List<String> anchors = root.texts("anchors");
    return new Topology(
        fleet,
        state(fleet),
        edges,
        observers,
        notifySettings(),
        anchors,
        clouds,
        zones(),
        Replication.of(root.section("replication"), folder),
        Databases.of(root, folder),
        Tokens.of(root.section("tokens"), folder));
  }

  private State state(Fleet fleet) {
    Section state = root.section("state");
    SortedSet<String> cells = new TreeSet<>(state.texts("cells"));
    String token = state.text("token", "");
    return new State(
        Path.of(state.text("directory", STATE_DIRECTORY)).toAbsolutePath().normalize(),
        switch (state.text("register", "quorum")) {
          case "single" -> RegisterKind.SINGLE;
          case "global-table" -> RegisterKind.GLOBAL_TABLE;
          default -> RegisterKind.QUORUM;
        },
        List.copyOf(cells.isEmpty() ? fleet.regions().keySet() : cells),
        state.text("table"),
        token.isEmpty() ? null : new Secret(token));
  }

  private static Edge edge(Section edge) {
    return new Edge(HostPort.parse(edge.text("dns", "")), HostPort.parse(edge.text("http", "")));
  }

  private static CloudScope aws(Section aws) {
    return new CloudScope.Aws(
        aws.text("account"),
        aws.text("vpc"),
        aws.text("table", ""),
        aws.section("cell").text("bucket"),
        aws.section("flags").text("bucket"),
        aws.section("flags").text("access", "public").equals("private"),
        aws.has("functions") ? functions(aws.section("functions")) : null);
  }

  private static CloudScope.Functions functions(Section functions) {
    return new CloudScope.Functions(
        functions.texts("subnets"),
        functions.texts("securityGroups"),
        !functions.has("ipv6") || functions.flag("ipv6"));
  }

  private static CloudScope azure(Section region) {
    Section azure = region.section("azure");
    SortedMap<String, String> spares = new TreeMap<>();
    region
        .named("nodes")
        .forEach(
            (name, node) -> {
              if (node.has("spare")) {
                spares.put(name, node.text("spare", ""));
              }
            });
    return new CloudScope.Azure(
        azure.text("subscription", ""),
        azure.text("resourceGroup", ""),
        azure.text("identity"),
        storage(azure.section("storage")),
        azure.section("flags").text("container"),
        spares,
        azure.section("functions").text("subnet"));
  }

  /** A container of an account. */
  static CloudScope.Storage storage(Section storage) {
    String account = storage.text("account", "");
    String key = storage.text("key", "");
    return new CloudScope.Storage(
        account,
        storage.text("container", ""),
        storage.text("endpoint", "https://" + account + ".blob.core.windows.net"),
        key.isEmpty() ? null : new Secret(key));
  }

  private SortedMap<String, ZoneHost> zones() {
    SortedMap<String, ZoneHost> zones = new TreeMap<>();
    root.named("zones")
        .forEach(
            (zone, host) -> {
              if (host.has("route53")) {
                zones.put(zone, route53(host.section("route53")));
              } else if (host.has("trafficManager")) {
                zones.put(zone, trafficManager(host.section("trafficManager")));
              } else if (host.has("azureDns")) {
                Section azure = host.section("azureDns");
                zones.put(
                    zone,
                    new ZoneHost.AzureDns(
                        azure.text("subscription", ""), azure.text("resourceGroup", "")));
              } else if (host.has("external")) {
                zones.put(zone, new ZoneHost.External(host.section("external").text("by", "")));
              }
            });
    return zones;
  }

  private static ZoneHost trafficManager(Section zone) {
    String protocol = zone.text("protocol", "https");
    return new ZoneHost.TrafficManager(
        zone.text("subscription", ""),
        zone.text("resourceGroup", ""),
        zone.text("profile", ""),
        protocol.toUpperCase(Locale.ROOT),
        zone.number("port", protocol.equals("https") ? 443 : 80),
        zone.text("path", ""));
  }

  private static ZoneHost route53(Section zone) {
    SortedMap<String, String> checks = new TreeMap<>();
    Section declared = zone.section("checks");
    for (String name : declared.entries().entries().keySet()) {
      checks.put(name, declared.text(name, ""));
    }
    return new ZoneHost.Route53(zone.text("hostedZone", ""), checks);
  }

  private List<NotifySetting> notifySettings() {
    List<NotifySetting> settings = new ArrayList<>();
    for (Tree item : root.items("notify")) {
      Section section = Section.of(item);
      String webhook = section.text("webhook", "");
      String topic = section.text("sns", "");
      SortedSet<String> on =
          new TreeSet<>(section.has("on") ? section.texts("on") : NotifySetting.KINDS);
      if (!webhook.isEmpty()) {
        settings.add(new NotifySetting.Webhook(new Secret(webhook), on));
      } else if (!topic.isEmpty()) {
        settings.add(new NotifySetting.Topic(topic, on));
      } else if (section.has("eventGrid")) {
        settings.add(eventGrid(section.section("eventGrid"), on));
      }
    }
    return settings;
  }

  private static NotifySetting eventGrid(Section topic, SortedSet<String> on) {
    String key = topic.text("key", "");
    return new NotifySetting.EventGrid(
        topic.text("endpoint", ""), key.isEmpty() ? null : new Secret(key), on);
  }
}
