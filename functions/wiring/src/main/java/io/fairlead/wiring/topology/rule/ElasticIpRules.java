package io.fairlead.wiring.topology.rule;

import io.fairlead.wiring.yaml.Problem;
import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Elastic IPs: public, each with an allocation of its own, and never two on one private address.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateAddress.html">
 *     AssociateAddress</a>
 */
final class ElasticIpRules {
  private static final Pattern INTERFACE =
      Pattern.compile("eni-(?:[0-9a-f]{8}|[0-9a-f]{17})(?:/(?<address>[0-9.]+))?");

  private final Declared declared;
  private final Map<String, Holder> allocations = new HashMap<>();

  /** A floating address and where its region declares it. */
  private record Holder(String region, String name, Section section) {
    String ip() {
      return Ip.canonical(section.text("address", ""));
    }
  }

  private ElasticIpRules(Declared declared) {
    this.declared = declared;
  }

  static void check(Declared declared) {
    ElasticIpRules rules = new ElasticIpRules(declared);
    declared
        .regions()
        .forEach(
            (name, region) -> {
              if (Declared.isAws(region)) {
                rules.region(name, region);
              }
            });
  }

  private void region(String name, Section region) {
    Set<String> moved = new HashSet<>();
    region
        .named("floatingAddresses")
        .values()
        .forEach(address -> moved.addAll(address.texts("nodes")));
    region
        .named("nodes")
        .forEach(
            (node, section) -> {
              carrier(section.leaf("interface"));
              if (moved.contains(node)) {
                ownHost(section);
              }
            });
    List<Holder> all =
        region.named("floatingAddresses").entrySet().stream()
            .map(each -> new Holder(name, each.getKey(), each.getValue()))
            .toList();
    for (Holder each : all) {
      Tree.Leaf address = each.section().leaf("address");
      if (address != null && isNotPublic(address)) {
        declared
            .problems()
            .add(
                Problem.error(address.place(), "an Elastic IP is a public address")
                    .found(address.shown())
                    .allowed("the PublicIp that 'aws ec2 describe-addresses' shows"));
      }
      allocation(each);
    }
    for (int i = 1; i < all.size(); i++) {
      for (Holder before : all.subList(0, i)) {
        crowded(before, all.get(i));
      }
    }
  }

  /** Whether it cannot be an Elastic IP; on one machine, beside emulators, it is a loopback. */
  static boolean isNotPublic(Tree.@Nullable Leaf address) {
    return address != null && Ip.isPrivate(address.text());
  }

  private void carrier(Tree.@Nullable Leaf carrier) {
    if (carrier == null) {
      return;
    }
    var found = INTERFACE.matcher(carrier.text());
    boolean fits = found.matches();
    String address = fits ? found.group("address") : null;
    if (!fits || (address != null && Ip.parse(address) == null)) {
      declared
          .problems()
          .add(
              Problem.error(carrier.place(), "not a network interface of AWS")
                  .found(carrier.shown())
                  .allowed(
                      "eni- and 8 or 17 hexadecimal digits, and for another than its primary"
                          + " private address eni-ID/PRIVATE-IPV4"));
    } else if (address != null && Ip.isPublic(address)) {
      // A network's own range may be a public one, which is rare.
      declared.warning(
          carrier.place(),
          "a public address where a private one of the interface belongs: EC2 puts the floating"
              + " address on "
              + address
              + " only where the subnet's own range has it");
    }
  }

  /** EC2 takes the public address that sits on the primary private one off without a word. */
  private void ownHost(Section node) {
    Tree.Leaf carrier = node.leaf("interface");
    Tree.Leaf host = node.leaf("host");
    if (carrier != null
        && host != null
        && carrier.text().indexOf('/') < 0
        && Ip.isPublic(host.text())) {
      declared.warning(
          carrier.place(),
          "a floating address that comes to the primary private address takes off the node's own"
              + " public one, "
              + host.text()
              + ", if that sits there: name a secondary one, eni-ID/PRIVATE-IPV4");
    }
  }

  private void allocation(Holder holder) {
    Tree.Leaf allocation = holder.section().leaf("allocation");
    if (allocation == null) {
      return;
    }
    Holder first = allocations.putIfAbsent(allocation.text(), holder);
    // One address declared twice is told as that.
    if (first != null && !first.ip().equals(holder.ip())) {
      String crossing = first.region().equals(holder.region()) ? "" : AddressRules.NEVER;
      declared.error(
          allocation.place(),
          crossing
              + "one allocation is one Elastic IP: that of floating address "
              + first.region()
              + "/"
              + first.name()
              + " is it, too (line "
              + first.section().place("allocation").line()
              + ")");
    }
  }

  /** EC2 takes the one that is there off without a word when another is put on. */
  private void crowded(Holder before, Holder after) {
    List<String> taken = before.section().texts("nodes");
    Optional<Tree.Leaf> both =
        after.section().leaves("nodes").stream()
            .filter(node -> taken.contains(node.text()))
            .findFirst();
    if (both.isPresent() && !before.ip().equals(after.ip())) {
      declared
          .problems()
          .add(
              Problem.error(
                      both.get().place(),
                      "a private address carries one Elastic IP, and "
                          + before.name()
                          + " may sit on node "
                          + both.get().text()
                          + ", too (line "
                          + before.section().place("nodes").line()
                          + ")")
                  .allowed(
                      "nodes that no other has; for a second one on a machine declare a second"
                          + " node, with 'interface: eni-ID/SECONDARY-PRIVATE-IPV4'"));
    }
  }
}
