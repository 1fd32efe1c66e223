package io.fairlead.wiring.topology.rule;

import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Public IPs of Azure and what they sit on. */
final class AzureAddressRules {
  private static final Pattern ID =
      Pattern.compile("/subscriptions/([^/]+)/.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern BALANCER =
      Pattern.compile("(?:.*/)?loadBalancers/([^/]+)(/.+)?", Pattern.CASE_INSENSITIVE);

  private static final Pattern OF_AWS =
      Pattern.compile("eni-(?:[0-9a-f]{8}|[0-9a-f]{17})(?:/[0-9.]+)?");

  private static final Pattern CARRIERS = type("networkInterfaces|loadBalancers");
  private static final Pattern PUBLIC_IPS = type("publicIPAddresses");

  private final Declared declared;

  private static Pattern type(String types) {
    return Pattern.compile(
        "/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.Network/(?:"
            + types
            + ")/.+",
        Pattern.CASE_INSENSITIVE);
  }

  private AzureAddressRules(Declared declared) {
    this.declared = declared;
  }

  static void check(Declared declared) {
    AzureAddressRules rules = new AzureAddressRules(declared);
    for (Section region : declared.regions().values()) {
      boolean azure = region.text("cloud", "").equals("azure");
      region.named("nodes").values().forEach(node -> rules.node(node, azure));
      if (azure) {
        region.named("floatingAddresses").values().forEach(each -> rules.address(region, each));
      }
    }
  }

  /** A frontend is never without a public IP, so that another one must take the place. */
  private void node(Section node, boolean azure) {
    Tree.Leaf carrier = node.leaf("interface");
    if (carrier == null) {
      return;
    }
    if (azure && carrier.resolved() && OF_AWS.matcher(carrier.text()).matches()) {
      declared.error(
          carrier.place(),
          "interfaces of AWS are named so: in Azure give the NIC's name or its resource id, or"
              + " loadBalancers/NAME/FRONTEND; found "
              + carrier.text());
      return;
    }
    if (azure && carrier.resolved() && isOther(carrier.text(), CARRIERS)) {
      declared.error(
          carrier.place(),
          "expected the id of a resource of Microsoft.Network/networkInterfaces or"
              + " loadBalancers; found "
              + carrier.text());
      return;
    }
    Matcher balancer = BALANCER.matcher(carrier.text());
    if (node.has("spare") && !(azure && balancer.matches())) {
      declared.error(node.place("spare"), "only a load balancer's frontend in Azure needs a spare");
    } else if (azure && balancer.matches() && balancer.group(2) == null) {
      declared.error(
          carrier.place(),
          "name the load balancer's frontend, as in loadBalancers/"
              + balancer.group(1)
              + "/FRONTEND");
    } else if (azure && balancer.matches() && !node.has("spare")) {
      declared.error(
          carrier.place(),
          "key 'spare' is missing: a load balancer's frontend is never without a public IP, and"
              + " has this one while the floating address is elsewhere");
    }
  }

  private void address(Section region, Section address) {
    if (address.text("move", "").equals("seamless")) {
      declared.error(
          address.place("move"),
          "Azure takes an address off a node before it is put on another: leave 'move' out, or say"
              + " strict");
    }
    Tree.Leaf ip = address.leaf("publicIp");
    if (ip != null && ip.resolved() && isOther(ip.text(), PUBLIC_IPS)) {
      declared.error(
          ip.place(),
          "expected the id of a resource of Microsoft.Network/publicIPAddresses; found "
              + ip.text());
    }
    String own = region.section("azure").text("subscription", "");
    String its = subscription(address.text("publicIp", ""), own);
    for (String name : address.texts("nodes")) {
      Section node = region.named("nodes").get(name);
      String carrier = node == null ? null : node.text("interface");
      if (carrier != null && !subscription(carrier, own).equals(its)) {
        declared.error(
            address.place("publicIp"),
            "an address of Azure stays in its subscription: this one is in "
                + its
                + ", the interface of "
                + name
                + " in "
                + subscription(carrier, own));
      }
    }
  }

  /** Whether a text is the id of a resource of no such type; a name is none. */
  private static boolean isOther(String text, Pattern type) {
    return text.startsWith("/") && !type.matcher(text).matches();
  }

  private static String subscription(@Nullable String text, String own) {
    Matcher id = ID.matcher(text == null ? "" : text);
    return (id.matches() ? id.group(1) : own).toLowerCase(Locale.ROOT);
  }
}
