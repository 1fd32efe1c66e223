package io.fairlead.wiring.topology.rule;

import io.fairlead.fleet.Service;
import io.fairlead.wiring.yaml.Place;
import io.fairlead.wiring.yaml.Section;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Flag stores that outvote one lost location, and the checks that read them. */
final class StoreRules {
  private static final int STORES = 3;
  private static final Map<String, String> STORE_KEYS =
      Map.of("aws", "'aws.flags.bucket'", "azure", "'azure.flags.container'");

  private StoreRules() {}

  static void check(Declared declared) {
    AzureStoreRules.check(declared);
    flagStores(declared);
    buckets(declared);
    checks(declared);
    unchecked(declared);
    table(declared);
    hostedZones(declared);
  }

  private static void flagStores(Declared declared) {
    Map<String, String> first = new HashMap<>();
    Set<String> hints = new TreeSet<>();
    int inClouds = 0;
    int stores = 0;
    for (Map.Entry<String, Section> entry : declared.regions().entrySet()) {
      Section region = entry.getValue();
      String cloud = region.text("cloud", "");
      String hint = STORE_KEYS.get(cloud);
      if (hint == null) {
        continue;
      }
      inClouds++;
      hints.add(hint);
      if (!region.section(cloud).has("flags")) {
        continue;
      }
      stores++;
      String place = cloud + "/" + region.text("location", "");
      String before = first.putIfAbsent(place, entry.getKey());
      if (before != null) {
        declared.error(
            region.section(cloud).place("flags"),
            "two flag stores in one location fail together: that of " + before + " is there, too");
      }
    }
    boolean all = inClouds == declared.regions().size();
    if (inClouds > 0 && (stores > STORES || (all && stores != STORES))) {
      declared.error(
          declared.root().place("regions"),
          "flags need three stores in three locations, and "
              + stores
              + " regions have one: give three regions "
              + String.join(" or ", hints));
    }
  }

  /** Names of buckets are AWS's, of all its locations together: one name is one bucket. */
  private static void buckets(Declared declared) {
    Map<String, String> flags = new HashMap<>();
    Map<String, String> cells = new HashMap<>();
    declared
        .regions()
        .forEach(
            (name, region) -> {
              Section aws = region.section("aws");
              once(declared, flags, name, aws.section("flags"), "one bucket is one flag store");
              once(declared, cells, name, aws.section("cell"), "one bucket is one cell");
            });
  }

  private static void once(
      Declared declared, Map<String, String> first, String name, Section store, String why) {
    String bucket = store.text("bucket", "");
    String before = bucket.isEmpty() ? null : first.putIfAbsent(bucket, name);
    if (before != null) {
      declared.error(store.place("bucket"), why + ": that of " + before + " is it, too");
    }
  }

  /** A check that stands for two flags takes out both regions with either. */
  private static void checks(Declared declared) {
    for (Section zone : declared.root().named("zones").values()) {
      Section checks = zone.section("route53").section("checks");
      Map<String, String> first = new HashMap<>();
      for (String flag : checks.entries().entries().keySet()) {
        String id = checks.text(flag, "");
        String before = id.isEmpty() ? null : first.putIfAbsent(id, flag);
        if (before != null) {
          declared.error(
              checks.place(flag),
              "one check takes out one region's group: that of " + before + " is it, too");
        }
      }
    }
  }

  /**
   * In mode act a record without a check stays in DNS whatever flag is raised: neither break-glass
   * nor a tick that cannot write takes its region out. Before the global stack there are none.
   */
  private static void unchecked(Declared declared) {
    SortedSet<String> missing = flags(declared);
    Place at = null;
    for (Section zone : declared.root().named("zones").values()) {
      if (zone.has("route53")) {
        Section host = zone.section("route53");
        missing.removeAll(host.section("checks").entries().entries().keySet());
        at = at == null ? host.place(host.has("checks") ? "checks" : "hostedZone") : at;
      }
    }
    if (at != null && !missing.isEmpty() && declared.root().text("mode", "").equals("act")) {
      declared.warning(
          at,
          "in mode act, no check takes out "
              + String.join(", ", missing)
              + " when a flag is raised: put output 'Checks' of the global stack into"
              + " 'zones.NAME.route53.checks'");
    }
  }

  /** A region and a failover group of each deployment. */
  private static SortedSet<String> flags(Declared declared) {
    SortedSet<String> flags = new TreeSet<>();
    for (Section service : declared.services().values()) {
      String group = service.text("failoverGroup", Service.DEFAULT_GROUP);
      for (String region : service.named("deployments").keySet()) {
        if (declared.serving(region) != null) {
          flags.add(region + "/" + group);
        }
      }
    }
    return flags;
  }

  private static void table(Declared declared) {
    Section state = declared.root().section("state");
    if (!state.has("register") && state.has("table")) {
      declared.error(state.place("table"), "key does not go with register: quorum");
      return;
    }
    String table = state.text("table", "");
    declared.regions().entrySet().stream()
        .filter(
            each -> !table.isEmpty() && table.equals(each.getValue().section("aws").text("table")))
        .findFirst()
        .ifPresent(
            each ->
                declared.error(
                    state.place("table"),
                    "the register has a table of its own: that of region "
                        + each.getKey()
                        + " is it, too (line "
                        + each.getValue().section("aws").place("table").line()
                        + ")"));
  }

  /** A hosted zone has one name, and records of another are refused in it. */
  private static void hostedZones(Declared declared) {
    Map<String, String> first = new HashMap<>();
    declared
        .root()
        .named("zones")
        .forEach(
            (zone, host) -> {
              Section route53 = host.section("route53");
              String id = route53.text("hostedZone", "");
              String before = id.isEmpty() ? null : first.putIfAbsent(id, zone);
              if (before != null) {
                declared.error(
                    route53.place("hostedZone"),
                    "one hosted zone is one zone: that of " + before + " is it, too");
              }
            });
  }
}
