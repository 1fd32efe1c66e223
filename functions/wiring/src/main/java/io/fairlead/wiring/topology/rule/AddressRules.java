package io.fairlead.wiring.topology.rule;

import io.fairlead.fleet.LoadBalancer;
import io.fairlead.wiring.yaml.Place;
import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Each address is one thing, in one region. */
final class AddressRules {
  static final String NEVER = "an address never crosses a region: ";

  /** Who has an address, and where that stands. */
  private record Owner(String region, String what, Place place) {}

  private final Declared declared;
  private final Map<String, Owner> addresses = new HashMap<>();
  private final Map<String, Owner> interfaces = new HashMap<>();
  private final Map<String, Owner> hosts = new HashMap<>();
  private final Map<String, Owner> endpoints = new HashMap<>();

  private AddressRules(Declared declared) {
    this.declared = declared;
  }

  static void check(Declared declared) {
    AddressRules rules = new AddressRules(declared);
    declared.regions().forEach(rules::region);
    declared
        .services()
        .values()
        .forEach(service -> service.named("deployments").forEach(rules::endpoints));
  }

  private void region(String region, Section section) {
    String cloud = section.text("cloud", "local");
    boolean local = cloud.equals("local");
    section
        .named("nodes")
        .forEach(
            (name, node) -> {
              Tree.Leaf carrier = node.leaf("interface");
              Tree.Leaf host = node.leaf("host");
              if (carrier != null) {
                Owner owner = new Owner(region, "node " + region + "/" + name, carrier.place());
                carrier(cloud, owner, carrier);
              }
              Tree.Leaf probed = host == null ? carrier : host;
              if (probed != null) {
                Owner owner = new Owner(region, "node " + region + "/" + name, probed.place());
                boolean everywhere = local || Ip.isPublic(probed.text());
                claim(addresses, everywhere ? probed.text() : scoped(region, probed), owner);
                if (!everywhere) {
                  host(owner, probed);
                }
                elsewhere(region, probed);
                literal(probed);
              }
            });
    literal(section.section("observer").leaf("from"));
    section
        .named("floatingAddresses")
        .forEach(
            (name, address) -> {
              floating(region, name, address.leaf("address"));
              floating(region, name, address.leaf("address6"));
              movable(cloud, address.leaf("address6"));
            });
  }

  private void carrier(String cloud, Owner owner, Tree.Leaf carrier) {
    boolean bareName = cloud.equals("azure") && !carrier.text().startsWith("/");
    String text = bareName ? scoped(owner.region(), carrier) : carrier.text();
    // One interface of AWS has several private addresses, all in one region.
    Owner first =
        cloud.equals("aws") ? interfaces.putIfAbsent(text.split("/", 2)[0] + "/", owner) : null;
    if (first != null && !first.region().equals(owner.region())) {
      declared.error(owner.place(), twoNodes(first, owner));
    } else {
      claim(interfaces, text, owner);
    }
  }

  private static String twoNodes(Owner first, Owner owner) {
    return crossing(first, owner)
        + "two nodes on one interface: "
        + first.what()
        + " has it, too (line "
        + first.place().line()
        + ")";
  }

  private static String crossing(Owner first, Owner owner) {
    return first.region().equals(owner.region()) ? "" : NEVER;
  }

  /** Networks of two regions may use one range, but one line copied is the likelier cause. */
  private void host(Owner owner, Tree.Leaf host) {
    Owner first = hosts.putIfAbsent(Ip.canonical(host.text()), owner);
    if (first != null && !first.region().equals(owner.region())) {
      declared.warning(
          host.place(),
          first.what()
              + " has this host, too (line "
              + first.place().line()
              + "): right only where the two networks are apart and each region is probed from"
              + " inside its own");
    }
  }

  private void floating(String region, String name, Tree.@Nullable Leaf at) {
    if (at != null) {
      Owner owner = new Owner(region, "floating address " + region + "/" + name, at.place());
      claim(addresses, at.text(), owner);
      claim(addresses, scoped(region, at), owner);
      elsewhere(region, at);
      literal(at);
    }
  }

  /** An Elastic IP is an IPv4 address: nothing would move the other one with it. */
  private void movable(String cloud, Tree.@Nullable Leaf six) {
    if (six != null && cloud.equals("aws")) {
      declared.error(
          six.place(),
          "an IPv6 address does not move with an Elastic IP: AAAA records stay only with"
              + " 'endpoints' or a 'loadBalancer'");
    }
  }

  /** Networks of different regions of a cloud may use the same private addresses and names. */
  private static String scoped(String region, Tree.Leaf leaf) {
    return region + "|" + Ip.canonical(leaf.text());
  }

  /** What looks like an IPv6 address is one. */
  private void literal(Tree.@Nullable Leaf leaf) {
    if (leaf != null && leaf.text().indexOf(':') >= 0 && Ip.parse(leaf.text()) == null) {
      declared.error(leaf.place(), "not a valid IPv6 address");
    }
  }

  /** Two of one interface are two nodes on it; two of one address cannot both be reached. */
  // The two maps are told apart by which one they are.
  @SuppressWarnings("ReferenceEquality")
  private void claim(Map<String, Owner> taken, String text, Owner owner) {
    Owner first = taken.putIfAbsent(Ip.canonical(text), owner);
    if (first == null || (first.place().equals(owner.place()))) {
      return;
    }
    if (taken == addresses && interfaceTold(text, first, owner)) {
      return;
    }
    declared.error(
        owner.place(),
        taken == interfaces
            ? twoNodes(first, owner)
            : crossing(first, owner)
                + "a duplicate address: "
                + first.what()
                + " has it, too (line "
                + first.place().line()
                + ")");
  }

  /** A node without a host is reached at its interface: one problem is enough. */
  private boolean interfaceTold(String text, Owner first, Owner owner) {
    return interfaces.containsKey(Ip.canonical(text))
        && first.what().startsWith("node ")
        && owner.what().startsWith("node ");
  }

  /** An address inside the range that another local region gives as its location. */
  private void elsewhere(String region, Tree.Leaf address) {
    declared
        .regions()
        .forEach(
            (other, section) -> {
              String range = section.text("location", "");
              String own = declared.region(region).text("location", "");
              if (!other.equals(region)
                  && Ip.within(address.text(), range)
                  && !Ip.within(address.text(), own)) {
                declared.error(
                    address.place(), NEVER + "it lies in " + range + ", which is " + other);
              }
            });
  }

  private void endpoints(String region, Section deployment) {
    List<Tree.Leaf> leaves = new ArrayList<>(deployment.leaves("endpoints"));
    Tree.Leaf balancer = deployment.section("loadBalancer").leaf("name");
    if (balancer != null) {
      leaves.add(balancer);
    }
    for (Tree.Leaf leaf : leaves) {
      literal(leaf);
      String text =
          leaf.equals(balancer) ? LoadBalancer.bare(leaf.text()) : Ip.canonical(leaf.text());
      Owner owner = new Owner(region, "an endpoint in " + region, leaf.place());
      Owner first = endpoints.putIfAbsent(text, owner);
      if (first != null && !first.region().equals(region)) {
        declared.error(
            leaf.place(),
            NEVER
                + "it is an endpoint in "
                + first.region()
                + ", too (line "
                + first.place().line()
                + ")");
      }
      Owner other = addresses.get(text);
      if (other != null) {
        declared.error(leaf.place(), "a duplicate address: " + other.what() + " has it, too");
      }
    }
  }
}
