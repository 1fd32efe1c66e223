package io.fairlead.emulators.twin.route53;

import io.fairlead.emulators.twin.Refusal;
import io.fairlead.emulators.twin.Xml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * A batch of changes: all or nothing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html">Quotas:
 *     1,000 records and 32,000 characters a batch, an UPSERT counted twice</a>
 */
record Batch(List<Item> items) {
  private static final int MOST_RECORDS = 1_000;
  private static final int MOST_CHARACTERS = 32_000;

  /** One change. */
  record Item(String action, RecordSet set) {
    int times() {
      return action.equals("UPSERT") ? 2 : 1;
    }
  }

  static Batch parse(String body) {
    Element root = Xml.root(body);
    List<Item> items = new ArrayList<>();
    for (Element batch : Xml.children(root, "ChangeBatch")) {
      for (Element changes : Xml.children(batch, "Changes")) {
        for (Element change : Xml.children(changes, "Change")) {
          Element set = Xml.children(change, "ResourceRecordSet").getFirst();
          items.add(checked(new Item(Xml.required(change, "Action"), RecordSet.parse(set))));
        }
      }
    }
    if (items.isEmpty()) {
      throw new Refusal(400, "InvalidInput", "a batch needs changes");
    }
    return new Batch(items);
  }

  /** A set has values under a TTL, or an alias: never both, and never neither. */
  private static Item checked(Item item) {
    RecordSet set = item.set();
    boolean values = set.ttl() != null || !set.values().isEmpty();
    if (values == (set.alias() != null)) {
      throw new Refusal(
          400,
          "InvalidInput",
          "Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords],"
              + " or TrafficPolicyInstanceId], but found "
              + (values ? "more than one" : "none")
              + " in Change with [Action=%s, Name=%s, Type=%s, SetIdentifier=%s]"
                  .formatted(item.action(), set.name(), set.type(), set.setIdentifier()));
    }
    return item;
  }

  /**
   * The zone after the batch.
   *
   * @throws Refusal naming every change that cannot be made
   */
  Zone apply(Zone zone, Set<String> healthChecks, LoadBalancers balancers) {
    checkLimits();
    List<String> problems = new ArrayList<>();
    Map<RecordSet.Key, RecordSet> sets = new HashMap<>(zone.sets());
    for (Item item : items) {
      change(zone, item, sets, problems);
      String check = item.set().healthCheckId();
      if (check != null && !item.action().equals("DELETE") && !healthChecks.contains(check)) {
        throw new Refusal(404, "NoSuchHealthCheck", "No health check has the id " + check);
      }
    }
    Zone next = zone.with(sets);
    problems.addAll(ZoneRules.problems(next, items, balancers));
    if (!problems.isEmpty()) {
      // The one form since 2024: an ErrorResponse whose message lists every problem in brackets.
      throw new Refusal(400, "InvalidChangeBatch", "[" + String.join(", ", problems) + "]");
    }
    return next;
  }

  private static void change(
      Zone zone, Item item, Map<RecordSet.Key, RecordSet> sets, List<String> problems) {
    RecordSet wanted = item.set();
    RecordSet there = sets.get(wanted.key());
    if (!wanted.name().equals(zone.name()) && !wanted.name().endsWith("." + zone.name())) {
      problems.add(
          "RRSet with DNS name %s is not permitted in zone %s"
              .formatted(wanted.name(), zone.name()));
      return;
    }
    switch (item.action()) {
      case "CREATE" -> {
        if (there != null) {
          problems.add(
              "Tried to create resource record set " + wanted.text() + " but it already exists");
        }
        sets.put(wanted.key(), wanted);
      }
      case "UPSERT" -> sets.put(wanted.key(), wanted);
      case "DELETE" -> {
        if (there == null) {
          problems.add(
              "Tried to delete resource record set " + wanted.text() + " but it was not found");
        } else if (!there.equals(wanted)) {
          problems.add(
              "Tried to delete resource record set "
                  + wanted.text()
                  + " but the values provided do not match the current values");
        }
        sets.remove(wanted.key());
      }
      default -> throw new Refusal(400, "InvalidInput", "no action " + item.action());
    }
  }

  private void checkLimits() {
    int records = 0;
    int characters = 0;
    for (Item item : items) {
      records += item.times() * Math.max(1, item.set().values().size());
      for (String value : item.set().values()) {
        characters += item.times() * value.length();
      }
    }
    if (records > MOST_RECORDS) {
      throw new Refusal(
          400,
          "InvalidChangeBatch",
          "Number of records limit of 1000 exceeded: the batch has " + records);
    }
    if (characters > MOST_CHARACTERS) {
      throw new Refusal(
          400,
          "InvalidChangeBatch",
          "Number of characters limit of 32000 exceeded: the batch has " + characters);
    }
  }
}
