package io.fairlead.wiring.topology.rule;

import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.net.URI;
import java.net.URISyntaxException;

/** A webhook that cannot be posted to would be noticed by its silence only. */
final class NotifyRules {
  private NotifyRules() {}

  static void check(Declared declared) {
    for (Tree item : declared.root().items("notify")) {
      Tree.Leaf webhook = Section.of(item).leaf("webhook");
      if (webhook != null && webhook.text().startsWith("http") && !hasHost(webhook.text())) {
        declared.error(
            webhook.place(),
            "no URL that can be posted to: it has no host, or characters to be written as %XX; a"
                + " value not shown");
      }
    }
  }

  private static boolean hasHost(String text) {
    try {
      return new URI(text).getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
