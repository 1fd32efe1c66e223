package io.fairlead.wiring.topology.rule;

import io.fairlead.fleet.Safety;
import io.fairlead.wiring.shape.Spans;
import io.fairlead.wiring.yaml.Place;
import io.fairlead.wiring.yaml.Secrets;
import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Databases have servers where services need them, and passwords that are not in the file. */
final class DatabaseRules {
  private static final Duration USUAL_LAG = Duration.ofMinutes(1);

  private final Declared declared;
  private final Map<String, Place> servers = new HashMap<>();

  private DatabaseRules(Declared declared) {
    this.declared = declared;
  }

  static void check(Declared declared) {
    DatabaseRules rules = new DatabaseRules(declared);
    declared.root().named("databases").forEach(rules::database);
  }

  private void database(String name, Section database) {
    Section sets = declared.root().section("replication").section("sets");
    if (sets.has(name)) {
      declared.error(
          database.place(),
          "an artifact set has this name, too: services could mean either by '" + name + "'");
    }
    Duration twice =
        declared
            .root()
            .section("safety")
            .section("probe")
            .duration("interval", Safety.DEFAULTS.probe().interval())
            .multipliedBy(2);
    if (database.duration("maxLag", USUAL_LAG).compareTo(twice) < 0) {
      declared.error(
          database.place("maxLag"),
          "servers are looked at once a probe interval: a lag below two of them, "
              + Spans.text(twice)
              + ", cannot be told from none");
    }
    Section regions = database.section("regions");
    database.named("regions").forEach((region, server) -> server(regions, region, server));
  }

  private void server(Section regions, String name, Section region) {
    Tree.Entry entry = regions.entries().entries().get(name);
    Place at = entry == null ? region.place() : entry.key();
    if (!declared.regions().containsKey(name)) {
      declared.unknown(new Declared.Named(name, at), "region", declared.regions().keySet());
    } else if (declared.serving(name) == null) {
      declared.error(at, "a witness serves nothing: no service waits for a database there");
    }
    Section server = region.section("postgresql");
    Tree.Leaf url = server.leaf("url");
    if (url != null) {
      Place other = servers.putIfAbsent(url.text(), url.place());
      if (other != null) {
        declared.error(
            url.place(), "one server cannot stand for two regions: it is at " + other.path());
      }
    }
    Tree.Leaf password = server.leaf("password");
    if (password != null && !password.replaced() && Secrets.literal(password.written())) {
      declared.error(
          password.place(),
          "a password in the file is read by everybody who reads it: keep it outside, as in"
              + " ${NAME} or ${file:PATH}");
    }
    boolean clear = server.text("tls", "").equals("disable");
    if (clear && server.has("password") && url != null && !loopback(url.text())) {
      declared.warning(
          server.place("tls"), "without TLS whoever is on the way sees what is asked and answered");
    }
  }

  private static boolean loopback(String url) {
    return url.startsWith("postgresql://127.") || url.startsWith("postgresql://localhost");
  }
}
