package io.fairlead.wiring.topology.rule;

import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a partition's name is answered with fits together in DNS: a CNAME is the only record of its
 * name and has one value (RFC 1034 section 3.6.2), and overflow can be reached by who asks.
 */
final class AnswerRules {
  private final Declared declared;
  private final Declared.Slice slice;
  private final List<Tree.Leaf> names = new ArrayList<>();
  private final List<Tree.Leaf> four = new ArrayList<>();
  private final List<Tree.Leaf> six = new ArrayList<>();
  private final List<Tree.Leaf> aliases = new ArrayList<>();

  private AnswerRules(Declared declared, Declared.Slice slice) {
    this.declared = declared;
    this.slice = slice;
  }

  static void check(Declared declared) {
    for (Declared.Slice slice : declared.slices()) {
      new AnswerRules(declared, slice).check();
    }
  }

  private void check() {
    List<String> permitted = slice.slice().texts("residency");
    slice
        .of()
        .named("deployments")
        .forEach(
            (region, deployment) -> {
              Section at = declared.region(region);
              if (permitted.isEmpty() || permitted.contains(at.text("jurisdiction", ""))) {
                deployed(at, deployment);
              }
            });
    Tree.Leaf overflow = slice.slice().leaf("overflow");
    if (overflow != null && overflow.resolved()) {
      overflow(overflow);
      take(overflow);
    }
    if (!names.isEmpty() && !(four.isEmpty() && six.isEmpty())) {
      Tree.Leaf address = (four.isEmpty() ? six : four).getFirst();
      declared.error(
          names.getFirst().place(),
          "a host name cannot be answered beside addresses (one name is a CNAME or has A and AAAA,"
              + " RFC 1034): "
              + address.place().path()
              + (aliases.contains(address) ? " leads to addresses (line " : " is an address (line ")
              + address.place().line()
              + ")");
    }
  }

  private void deployed(Section region, Section deployment) {
    Section floating =
        region.section("floatingAddresses").section(deployment.text("floatingAddress", ""));
    List<Tree.Leaf> leaves = new ArrayList<>(deployment.leaves("endpoints"));
    for (String key : List.of("address", "address6")) {
      Tree.Leaf leaf = floating.leaf(key);
      if (leaf != null && Ip.parse(leaf.text()) != null) {
        leaves.add(leaf);
      }
    }
    List<Tree.Leaf> hosts =
        leaves.stream().filter(leaf -> leaf.resolved() && Ip.parse(leaf.text()) == null).toList();
    if (hosts.size() > 1) {
      declared.error(
          hosts.get(1).place(), "a second host name: a CNAME has one value, list one name only");
    }
    leaves.stream().filter(Tree.Leaf::resolved).forEach(this::take);
    balanced(deployment.section("loadBalancer"));
  }

  /** An alias is an A record by its type, and for a load balancer with both families an AAAA. */
  private void balanced(Section balancer) {
    Tree.Leaf name = balancer.leaf("name");
    if (name != null && name.resolved()) {
      aliases.add(name);
      four.add(name);
      if (balancer.text("ipAddressType", "").equals("dualstack")) {
        six.add(name);
      }
    }
  }

  private void take(Tree.Leaf leaf) {
    InetAddress address = Ip.parse(leaf.text());
    (address == null ? names : address instanceof Inet6Address ? six : four).add(leaf);
  }

  private void overflow(Tree.Leaf overflow) {
    InetAddress address = Ip.parse(overflow.text());
    if (address == null || !names.isEmpty() || (four.isEmpty() && six.isEmpty())) {
      return;
    }
    boolean isSix = address instanceof Inet6Address;
    Map<Boolean, String> words = Map.of(true, "IPv6", false, "IPv4");
    if ((isSix ? six : four).isEmpty()) {
      declared.error(
          overflow.place(),
          "an overflow of another family: it is "
              + words.get(isSix)
              + ", and the deployments have "
              + words.get(!isSix)
              + " addresses only, so who asks for those never reaches it");
    } else if (!(isSix ? four : six).isEmpty()) {
      declared.warning(
          overflow.place(),
          "the overflow is "
              + words.get(isSix)
              + " only: what fits nowhere of the "
              + words.get(!isSix)
              + " traffic stays with the deployments");
    }
  }
}
