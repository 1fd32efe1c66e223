package io.fairlead.wiring.topology;

import io.fairlead.artifact.ArtifactKind;
import io.fairlead.artifact.ObjectRule;
import io.fairlead.artifact.PathPattern;
import io.fairlead.fleet.Check;
import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.FloatingAddress;
import io.fairlead.fleet.LoadBalancer;
import io.fairlead.fleet.Node;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.Probe;
import io.fairlead.fleet.Region;
import io.fairlead.fleet.ReplicatedDatabase;
import io.fairlead.fleet.ReplicatedSet;
import io.fairlead.fleet.Safety;
import io.fairlead.fleet.Service;
import io.fairlead.fleet.TlsExpectation;
import io.fairlead.wiring.yaml.Secrets;
import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of a topology as text: defaults filled in, keys in a fixed order, sets sorted. Left
 * out or taken as written, because they may differ from machine to machine while the fleet is the
 * same: the state directory, the values of secrets, and where files lie.
 */
final class Canonical {
  private final CanonicalLines lines = new CanonicalLines();
  private final Topology topology;
  private final Fleet fleet;
  private final Section root;

  private Canonical(Topology topology, Section root) {
    this.topology = topology;
    this.fleet = topology.fleet();
    this.root = root;
  }

  static String text(Topology topology, Section root) {
    Canonical canonical = new Canonical(topology, root);
    canonical.lines.put("format", "fairlead/v1");
    canonical.lines.put("fleet", canonical.fleet.name());
    canonical.lines.put("mode", canonical.fleet.mode());
    canonical.fleet.probes().values().forEach(canonical::probe);
    canonical.fleet.regions().values().forEach(canonical::region);
    canonical.fleet.services().values().forEach(canonical::service);
    canonical.safety(canonical.fleet.safety());
    canonical.settings();
    canonical
        .topology
        .replication()
        .boxes()
        .forEach(
            (region, boxes) ->
                canonical.lines.put(
                    "replication.boxes." + region,
                    boxes.stream().map(box -> box.id() + " " + box.publicKey()).toList()));
    canonical.topology.replication().sets().forEach(canonical::set);
    canonical.fleet.replicated().values().forEach(canonical::bounds);
    canonical
        .topology
        .replication()
        .keys()
        .forEach((id, key) -> canonical.lines.put("replication.keys." + id, key));
    canonical.topology.databases().servers().forEach(canonical::database);
    canonical.tokens(canonical.topology.tokens());
    return canonical.lines.text();
  }

  private void probe(Probe probe) {
    String at = "probes." + probe.name() + ".";
    Check check = probe.check();
    Section written = root.section("probes").section(probe.name()).section(check.kind());
    lines.put(at + "kind", check.kind());
    lines.put(at + "port", check.port());
    lines.put(at + "answers", probe.answers());
    lines.put(at + "private", probe.privateTarget());
    switch (check) {
      case Check.Tcp _ -> {}
      case Check.Tls tls -> tls(at, tls.tls(), written);
      case Check.Http http -> http(at, http, written);
    }
  }

  private void http(String at, Check.Http http, Section written) {
    lines.put(at + "method", http.method());
    lines.put(at + "path", http.path());
    lines.put(
        at + "status", http.statuses().stream().map(Object::toString).sorted().distinct().toList());
    lines.put(at + "body", http.bodyContains());
    lines.put(at + "maxBytes", http.maxBytes());
    Section headers = written.section("headers");
    http.headers().keySet().stream()
        .sorted()
        .forEach(name -> lines.put(at + "headers." + name, headerValue(headers, name)));
    TlsExpectation tls = http.tls();
    if (tls != null) {
      tls(at, tls, written.section("tls"));
    }
  }

  private static String headerValue(Section headers, String name) {
    Tree.Leaf leaf = headers.leaf(name);
    String written = leaf == null ? "" : leaf.written();
    boolean secret = Secrets.secretHeader(name) || Secrets.looksSecret(written);
    return secret ? "(secret)" : written;
  }

  private void tls(String at, TlsExpectation tls, Section written) {
    lines.put(at + "serverName", tls.serverName());
    for (String file : List.of("trust", "clientCertificate", "clientKey")) {
      Tree.Leaf leaf = written.leaf(file);
      lines.put(at + file, leaf == null ? null : leaf.written());
    }
    lines.put(at + "minimumValidity", tls.minimumValidity());
  }

  private void region(Region region) {
    String at = "regions." + region.name() + ".";
    lines.put(at + "cloud", region.cloud());
    lines.put(at + "location", region.location());
    lines.put(at + "jurisdiction", region.jurisdiction());
    lines.put(at + "witness", region.witness());
    lines.put(at + "probes", region.probes().stream().sorted().toList());
    lines.put(at + "observer.from", region.observer().from());
    lines.put(
        at + "observer.reaches",
        fleet.regions().keySet().stream().filter(region.observer()::canReach).toList());
    lines.put(at + "observer.http", topology.observers().get(region.name()));
    lines.put(at + "edge", topology.edges().get(region.name()));
    lines.put(at + "cloud", topology.clouds().get(region.name()));
    for (Node node : region.nodes().values()) {
      lines.put(at + "nodes." + node.name(), List.of(node.interfaceId(), node.host()));
    }
    for (FloatingAddress address : region.floatingAddresses().values()) {
      String name = at + "floatingAddresses." + address.name() + ".";
      lines.put(name + "target", address.targetId());
      lines.put(name + "addresses", address.addresses());
      lines.put(name + "nodes", address.nodes());
      if (address.strict()) {
        lines.put(name + "move", "strict");
      }
    }
  }

  private void service(Service service) {
    String at = "services." + service.name() + ".";
    lines.put(at + "port", service.port());
    lines.put(at + "routing", service.routing());
    lines.put(at + "failover", service.failover());
    lines.put(at + "failback", service.failback());
    lines.put(at + "failoverGroup", service.failoverGroup());
    if (service.holdDownIntervals() > 0) {
      lines.put(at + "holdDown", service.holdDownIntervals());
    }
    service.partitions().values().forEach(partition -> partition(at, partition));
    for (Deployment deployment : service.deployments().values()) {
      String name = at + "deployments." + deployment.region() + ".";
      lines.put(name + "floatingAddress", deployment.floatingAddress());
      lines.put(name + "endpoints", deployment.endpoints());
      LoadBalancer balancer = deployment.loadBalancer();
      if (balancer != null) {
        lines.put(
            name + "loadBalancer",
            List.of(balancer.dnsName(), balancer.hostedZone(), balancer.dualstack()));
      }
      lines.put(name + "capacity", deployment.capacity());
    }
  }

  private void partition(String service, Partition partition) {
    String at = service + "partitions." + partition.id().partition() + ".";
    lines.put(at + "name", partition.dnsName());
    lines.put(at + "zone", partition.zone());
    lines.put(at + "ttl", partition.ttl());
    lines.put(at + "demand", partition.demand());
    lines.put(at + "residency", partition.residency());
    partition.shares().forEach((region, share) -> lines.put(at + "shares." + region, share));
    lines.put(at + "order", partition.order());
    lines.put(at + "overflow", partition.overflow());
  }

  private void safety(Safety safety) {
    lines.put("safety.probe.interval", safety.probe().interval());
    lines.put("safety.probe.timeout", safety.probe().timeout());
    lines.put("safety.probe.rise", safety.probe().rise());
    lines.put("safety.ramp.cleanFor", safety.ramp().cleanFor());
    lines.put("safety.ramp.steps", safety.ramp().steps());
    lines.put("safety.ramp.every", safety.ramp().every());
    lines.put("safety.evacuation.limit", safety.evacuation().limit());
    lines.put("safety.evacuation.per", safety.evacuation().per());
    lines.put("safety.panic.window", safety.panicWindow());
    lines.put("safety.damping.perCycle", safety.damping().perCycle());
    lines.put("safety.damping.halfLife", safety.damping().halfLife());
    lines.put("safety.damping.suppress", safety.damping().suppress());
    lines.put("safety.damping.reuse", safety.damping().reuse());
    lines.put("safety.damping.cap", safety.damping().cap());
    lines.put("safety.keepServing", safety.keepServing());
    lines.put("safety.holdDown", safety.holdDownIntervals());
    lines.put("safety.freshness", safety.freshnessIntervals());
    lines.put("safety.intentLife", safety.intentIntervals());
    lines.put("safety.capacity.percent", safety.capacityPercent());
  }

  /** Regions that judged copies by different bounds would plan differently. */
  private void bounds(ReplicatedSet set) {
    String at = "replication.bounds." + set.name() + ".";
    lines.put(at + "services", List.copyOf(set.services()));
    lines.put(at + "maxLag", set.maxLag());
    lines.put(at + "maxLoss", set.maxLoss());
  }

  /** Folders and the files of keys are left out: they differ from machine to machine. */
  private void set(String name, Replication.ArtifactSet set) {
    String at = "replication.sets." + name + ".";
    lines.put(at + "master", set.master());
    lines.put(at + "sign", set.sign().stream().map(SigningKey::id).sorted().toList());
    lines.put(at + "validFor", set.validFor());
    lines.put(at + "maxDelete", set.maxDelete());
    for (int i = 0; i < set.objects().size(); i++) {
      ObjectRule rule = set.objects().get(i);
      lines.put(at + "objects." + i, rule.paths().stream().map(PathPattern::text).toList());
      ArtifactKind kind = rule.kind();
      lines.put(at + "objects." + i + ".kind", kind == null ? null : kind.word());
      lines.put(at + "objects." + i + ".tags", rule.tags());
    }
    place(at + "store", set.store());
    set.regions()
        .forEach(
            (region, destination) -> {
              lines.put(at + "regions." + region, destination.selector().text());
              place(at + "regions." + region + ".into", destination.into());
              Replication.KongNodes kong = destination.kong();
              if (kong != null) {
                lines.put(at + "regions." + region + ".kong", kong.admins());
                lines.put(at + "regions." + region + ".kong.file", kong.file());
                lines.put(at + "regions." + region + ".kong.tag", kong.tag());
              }
            });
  }

  /** Passwords and files are left out: they differ from machine to machine. */
  private void database(String name, SortedMap<String, Databases.Postgres> servers) {
    String at = "databases." + name + ".";
    servers.forEach(
        (region, server) ->
            lines.put(
                at + "regions." + region,
                List.of(server.address(), server.database(), server.user(), server.tls())));
    ReplicatedDatabase judged = fleet.databases().get(name);
    if (judged != null) {
      lines.put(at + "standbys", judged.standbys().values().stream().toList());
      lines.put(at + "services", judged.services());
      lines.put(at + "maxLag", judged.maxLag());
      lines.put(at + "maxLoss", judged.maxLoss());
    }
  }

  /** A folder may lie elsewhere on each machine. */
  private void place(String at, ArtifactPlace place) {
    if (!(place instanceof ArtifactPlace.Folder)) {
      lines.put(at, place.text());
    }
  }

  /** Folders, files and the secrets of callers are left out, as they are elsewhere. */
  private void tokens(Tokens tokens) {
    if (tokens.store() == null) {
      return;
    }
    lines.put("tokens.issuer", tokens.issuer());
    table("tokens.store", tokens.store());
    lines.put("tokens.validFor", tokens.validFor());
    tokens
        .regions()
        .forEach(
            (name, region) -> {
              String at = "tokens.regions." + name + ".";
              lines.put(at + "audience", region.audience());
              table(at + "own", region.own());
              region.keys().forEach((id, key) -> lines.put(at + "keys." + id, key));
              lines.put(at + "boxes", region.boxes().stream().map(Tokens.BoxKey::id).toList());
              region.boxes().forEach(box -> lines.put(at + "boxes." + box.id(), box.publicKey()));
              Tokens.KongAdmin kong = region.kong();
              if (kong != null) {
                lines.put(at + "kong", kong.admin());
                lines.put(at + "kong.tag", kong.tag());
              }
            });
  }

  private void table(String at, @Nullable TokenStore store) {
    if (store != null && !(store instanceof TokenStore.Folder)) {
      lines.put(at, store.text());
    }
  }

  /** The token is left out: it is a secret, and another one makes no other fleet. */
  private void settings() {
    lines.put("state.register", topology.state().register());
    lines.put("state.cells", topology.state().cells());
    if (topology.state().table() != null) {
      lines.put("state.table", topology.state().table());
    }
    lines.put("anchors", topology.anchors().stream().sorted().toList());
    topology.zones().forEach((zone, host) -> lines.put("zones." + zone, host));
    List<Tree> notify = root.items("notify");
    for (int i = 0; i < notify.size(); i++) {
      Section setting = Section.of(notify.get(i));
      lines.put("notify." + i, kinds(setting));
      if (setting.has("sns")) {
        lines.put("notify." + i + ".sns", setting.text("sns"));
      }
      if (setting.has("eventGrid")) {
        String endpoint = setting.section("eventGrid").text("endpoint");
        lines.put("notify." + i + ".eventGrid.endpoint", endpoint);
      }
    }
  }

  /**
   * A webhook or a topic's key is left out: it is a secret, and a machine without it is of the same
   * fleet.
   */
  private static @Nullable Object kinds(Section setting) {
    return setting.has("on")
        ? setting.texts("on").stream().sorted().distinct().toList()
        : NotifySetting.KINDS;
  }
}
