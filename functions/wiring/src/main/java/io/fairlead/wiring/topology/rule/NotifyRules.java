package io.fairlead.wiring.topology.rule;

import io.fairlead.wiring.yaml.Secrets;
import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** A receiver that nobody can reach would be noticed by its silence only. */
final class NotifyRules {
  private NotifyRules() {}

  static void check(Declared declared) {
    for (Tree item : declared.root().items("notify")) {
      eventGrid(declared, Section.of(item).section("eventGrid"));
      topic(declared, Section.of(item).leaf("sns"));
      Tree.Leaf webhook = Section.of(item).leaf("webhook");
      if (webhook != null && webhook.text().startsWith("http") && !hasHost(webhook.text())) {
        declared.error(
            webhook.place(),
            "no URL that can be posted to: it has no host, or characters to be written as %XX; a"
                + " value not shown");
      }
    }
  }

  private static void eventGrid(Declared declared, Section topic) {
    Tree.Leaf key = topic.leaf("key");
    if (key != null && Secrets.literal(key.written())) {
      declared.error(
          key.place(), "a key is never in the file: name it, as in ${NAME} or ${file:PATH}");
    }
    Tree.Leaf endpoint = topic.leaf("endpoint");
    if (endpoint == null) {
      return;
    }
    if (endpoint.text().startsWith("http://") && topic.text("key", "").isEmpty()) {
      declared.error(
          endpoint.place(), "no identity's token is sent over http: say https, or give 'key'");
    }
    if (declared.regions().values().stream()
        .noneMatch(region -> region.text("cloud", "").equals("azure"))) {
      declared.error(
          endpoint.place(),
          "functions in Azure publish to it, and no region is there: say 'webhook' or 'sns'");
    }
  }

  private static void topic(Declared declared, Tree.@Nullable Leaf sns) {
    if (sns != null
        && !sns.text().isEmpty()
        && declared.regions().values().stream().noneMatch(Declared::isAws)) {
      declared.error(
          sns.place(),
          "functions in AWS publish to it, and no region is there: say 'webhook' or 'eventGrid'");
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
