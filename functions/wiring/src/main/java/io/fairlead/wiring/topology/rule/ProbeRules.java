package io.fairlead.wiring.topology.rule;

import io.fairlead.gateway.net.AddressRules;
import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a probe asks makes sense, and every deployment is asked. */
final class ProbeRules {
  private static final List<String> KINDS = List.of("http", "https", "tcp", "tls");

  private static final Pattern RANGE = Pattern.compile("[1-5][0-9]{2}-[1-5][0-9]{2}");

  private ProbeRules() {}

  static void check(Declared declared) {
    declared.probes().values().forEach(probe -> probe(declared, probe));
    declared.services().forEach((name, service) -> touched(declared, name, service));
    declared.regions().forEach((name, region) -> reachable(declared, name, region));
  }

  private static void probe(Declared declared, Section probe) {
    for (String kind : KINDS) {
      Section asked = probe.section(kind);
      if (asked.text("method", "GET").equals("HEAD") && asked.has("body")) {
        declared.error(asked.place("body"), "the answer to a HEAD request has no body");
      }
      statuses(declared, asked);
      Section tls = kind.equals("tls") ? asked : asked.section("tls");
      if (tls.has("clientCertificate") != tls.has("clientKey")) {
        declared.error(tls.place(), "'clientCertificate' and 'clientKey' go together");
      }
    }
  }

  private static void statuses(Declared declared, Section asked) {
    List<Tree.Leaf> leaves = new ArrayList<>(asked.leaves("status"));
    Tree.Leaf single = asked.leaf("status");
    if (single != null) {
      leaves.add(single);
    }
    for (Tree.Leaf leaf : leaves) {
      String text = leaf.text();
      boolean range = RANGE.matcher(text).matches();
      if (range && text.substring(0, 3).compareTo(text.substring(4)) > 0) {
        declared.error(leaf.place(), "the range ends before it begins");
      }
    }
  }

  private static @Nullable Integer port(Section probe) {
    for (String kind : KINDS) {
      if (probe.has(kind)) {
        return probe.section(kind).number("port");
      }
    }
    return null;
  }

  private static void touched(Declared declared, String name, Section service) {
    Integer port = service.number("port");
    if (port == null) {
      return;
    }
    for (Map.Entry<String, Section> each : service.named("deployments").entrySet()) {
      Section region = declared.serving(each.getKey());
      boolean touched =
          region == null
              || region.texts("probes").stream()
                  .map(declared.probes()::get)
                  .anyMatch(probe -> probe != null && serving(probe) && port.equals(port(probe)));
      if (!touched) {
        declared.warning(
            each.getValue().place(),
            "no serving probe of "
                + each.getKey()
                + " touches port "
                + port
                + " of "
                + name
                + ": its public endpoint stays Unknown");
      }
    }
  }

  private static boolean serving(Section probe) {
    return probe.text("answers", "serving").equals("serving");
  }

  /** What the prober would refuse to connect to; names are judged when they are resolved. */
  private static void reachable(Declared declared, String region, Section section) {
    for (Section node : section.named("nodes").values()) {
      Tree.Leaf host = node.has("host") ? node.leaf("host") : node.leaf("interface");
      for (String name : section.texts("probes")) {
        allowed(declared, name, host);
      }
    }
    for (Section service : declared.services().values()) {
      Section deployment = Section.of(service.section("deployments").entries().get(region));
      Section address =
          section.section("floatingAddresses").section(deployment.text("floatingAddress", ""));
      Integer port = service.number("port");
      for (String name : section.texts("probes")) {
        Section probe = declared.probes().get(name);
        if (probe != null && port != null && port.equals(port(probe))) {
          if (!Declared.isAws(section) || !ElasticIpRules.isNotPublic(address.leaf("address"))) {
            allowed(declared, name, address.leaf("address"));
          }
          allowed(declared, name, address.leaf("address6"));
          deployment.leaves("endpoints").forEach(leaf -> allowed(declared, name, leaf));
        }
      }
    }
  }

  private static void allowed(Declared declared, String name, Tree.@Nullable Leaf host) {
    Section probe = declared.probes().get(name);
    InetAddress address = host == null ? null : Ip.parse(host.text());
    if (probe != null && host != null && address != null) {
      AddressRules.refusal(address, probe.flag("private"))
          .ifPresent(
              why -> declared.error(host.place(), "probe '" + name + "' may not touch it: " + why));
    }
  }
}
