package io.fairlead.wiring.topology.rule;

import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** No two parts of local regions listen on the same address and port. */
final class ListenerRules {
  private final Declared declared;
  private final Map<String, String> taken = new HashMap<>();

  private ListenerRules(Declared declared) {
    this.declared = declared;
  }

  static void check(Declared declared) {
    ListenerRules rules = new ListenerRules(declared);
    declared.services().forEach(rules::relays);
    declared
        .regions()
        .forEach(
            (name, region) -> {
              rules.listener(region.section("edge").leaf("dns"), "DNS of the edge of " + name);
              rules.listener(region.section("edge").leaf("http"), "HTTP of the edge of " + name);
              rules.listener(region.section("observer").leaf("http"), "the observer of " + name);
            });
    declared
        .root()
        .section("tokens")
        .named("regions")
        .forEach(
            (name, region) ->
                rules.listener(
                    region.section("introspection").leaf("http"), "introspection of " + name));
  }

  private void relays(String service, Section section) {
    Integer port = section.number("port");
    section
        .named("deployments")
        .forEach(
            (region, deployment) -> {
              Section at = declared.region(region);
              Tree.Leaf address =
                  at.section("floatingAddresses")
                      .section(deployment.text("floatingAddress", ""))
                      .leaf("address");
              if (address != null && port != null) {
                String here = address.text() + ":" + port;
                String first = taken.putIfAbsent(here, "service " + service + " in " + region);
                if (first != null) {
                  declared.error(
                      section.place("port"), here + " is taken: " + first + " listens there, too");
                }
              }
            });
  }

  private void listener(Tree.@Nullable Leaf leaf, String who) {
    if (leaf != null) {
      String first = taken.putIfAbsent(leaf.text(), who);
      if (first != null) {
        declared.error(leaf.place(), leaf.text() + " is taken: " + first + " listens there, too");
      }
    }
  }
}
