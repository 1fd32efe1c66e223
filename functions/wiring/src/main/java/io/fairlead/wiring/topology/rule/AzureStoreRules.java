package io.fairlead.wiring.topology.rule;

import io.fairlead.wiring.yaml.Secrets;
import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Storage accounts of Azure: one a region, reached by what an endpoint takes. */
final class AzureStoreRules {
  private static final Pattern LOCATION = Pattern.compile("[a-z]{3,30}[0-9]?");
  private static final String PLAIN = "http://";

  private final Declared declared;
  private final Map<String, String> containers = new HashMap<>();

  private AzureStoreRules(Declared declared) {
    this.declared = declared;
  }

  static void check(Declared declared) {
    AzureStoreRules rules = new AzureStoreRules(declared);
    declared
        .regions()
        .forEach(
            (name, region) -> {
              if (region.text("cloud", "").equals("azure")) {
                rules.location(region);
                rules.storage(name, region.section("azure"));
              }
            });
  }

  private void location(Section region) {
    String location = region.text("location", "");
    if (!LOCATION.matcher(location).matches()) {
      declared.error(
          region.place("location"),
          "not what Azure calls a region, as in westeurope; found '" + location + "'");
    }
  }

  private void storage(String name, Section azure) {
    Section storage = azure.section("storage");
    String container = storage.text("container", "");
    String before =
        containers.putIfAbsent(
            storage.text("endpoint", storage.text("account", "")) + "/" + container, name);
    if (before != null) {
      declared.error(
          storage.place("container"),
          "two regions in one container lose their cells together: that of " + before + ", too");
    }
    if (!container.isEmpty() && container.equals(azure.section("flags").text("container"))) {
      declared.error(
          azure.section("flags").place("container"),
          "health checks read this container, and the register is in it: name another one");
    }
    key(storage);
  }

  private void key(Section storage) {
    Tree.Leaf key = storage.leaf("key");
    if (key != null && Secrets.literal(key.written())) {
      declared.error(
          key.place(), "a key is never in the file: name it, as in ${NAME} or ${file:PATH}");
    }
    if (storage.text("endpoint", "").startsWith(PLAIN) && storage.text("key", "").isEmpty()) {
      declared.error(
          storage.place("endpoint"),
          "no identity's token is sent over http: say https, or give 'key'");
    }
  }
}
