package io.fairlead.wiring.topology;

import io.fairlead.fleet.Cloud;
import io.fairlead.fleet.FloatingAddress;
import io.fairlead.fleet.Node;
import io.fairlead.fleet.Observer;
import io.fairlead.fleet.Region;
import io.fairlead.wiring.yaml.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Builds regions with their nodes and floating addresses. */
final class Regions {
  private Regions() {}

  static Region region(String name, Section region) {
    return new Region(
        name,
        Cloud.valueOf(region.text("cloud", "local").toUpperCase(Locale.ROOT)),
        region.text("location", ""),
        region.text("jurisdiction", ""),
        region.flag("witness"),
        observer(name, region.section("observer")),
        region.texts("probes"),
        nodes(region),
        floatingAddresses(region));
  }

  private static Observer observer(String region, Section observer) {
    SortedSet<String> reaches = new TreeSet<>(observer.texts("reaches"));
    if (!reaches.isEmpty()) {
      reaches.add(region);
    }
    return new Observer(observer.text("from"), reaches);
  }

  private static SortedMap<String, Node> nodes(Section region) {
    SortedMap<String, Node> nodes = new TreeMap<>();
    region
        .named("nodes")
        .forEach(
            (name, node) -> {
              String carrier = node.text("interface", "");
              nodes.put(name, new Node(name, carrier, node.text("host", carrier)));
            });
    return nodes;
  }

  private static SortedMap<String, FloatingAddress> floatingAddresses(Section region) {
    SortedMap<String, FloatingAddress> addresses = new TreeMap<>();
    region
        .named("floatingAddresses")
        .forEach((name, address) -> addresses.put(name, floating(name, address, region)));
    return addresses;
  }

  private static FloatingAddress floating(String name, Section address, Section region) {
    String first = address.text("address", "");
    List<String> texts = new ArrayList<>(List.of(first));
    String second = address.text("address6");
    if (second != null) {
      texts.add(second);
    }
    String target =
        switch (region.text("cloud", "local")) {
          case "aws" -> address.text("allocation", "");
          case "azure" -> publicIp(address.text("publicIp", ""), region.section("azure"));
          default -> first;
        };
    // Azure has no move: whatever leaves a node there is on nothing in between.
    boolean strict =
        address.text("move", "seamless").equals("strict")
            || region.text("cloud", "local").equals("azure");
    return new FloatingAddress(name, target, texts, address.texts("nodes"), strict);
  }

  /** A short name is completed to the resource id that Azure Resource Manager uses. */
  private static String publicIp(String publicIp, Section azure) {
    return publicIp.startsWith("/")
        ? publicIp
        : "/subscriptions/"
            + azure.text("subscription", "")
            + "/resourceGroups/"
            + azure.text("resourceGroup", "")
            + "/providers/Microsoft.Network/publicIPAddresses/"
            + publicIp;
  }
}
