package io.fairlead.emulators.twin.route53;

import io.fairlead.emulators.twin.Refusal;
import io.fairlead.emulators.twin.Xml;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * A record set as it is stored.
 *
 * @param name lower case, with trailing dot
 * @param alias target of an alias; null = it has values
 */
record RecordSet(
    String name,
    String type,
    @Nullable String setIdentifier,
    @Nullable Integer weight,
    @Nullable Long ttl,
    List<String> values,
    @Nullable Alias alias,
    @Nullable String healthCheckId) {
  /** Route 53's order: names by labels from the right, then type, then set identifier. */
  static final Comparator<RecordSet> ORDER =
      Comparator.comparing((RecordSet set) -> reversed(set.name()))
          .thenComparing(RecordSet::type)
          .thenComparing(set -> set.setIdentifier() == null ? "" : set.setIdentifier());

  private static final int MOST_WEIGHT = 255;

  RecordSet {
    values = List.copyOf(values);
  }

  /** An alias target. */
  record Alias(String zoneId, String name, boolean evaluates) {}

  /** Names one set of a zone. */
  record Key(String name, String type, @Nullable String setIdentifier) {}

  Key key() {
    return new Key(name, type, setIdentifier);
  }

  /** As Route 53's error messages name it. */
  String text() {
    return setIdentifier == null
        ? "[name='%s', type='%s']".formatted(name, type)
        : "[name='%s', type='%s', set identifier='%s']".formatted(name, type, setIdentifier);
  }

  static RecordSet parse(Element set) {
    String weight = Xml.text(set, "Weight");
    String ttl = Xml.text(set, "TTL");
    List<String> values = new ArrayList<>();
    for (Element records : Xml.children(set, "ResourceRecords")) {
      for (Element record : Xml.children(records, "ResourceRecord")) {
        values.add(Xml.required(record, "Value"));
      }
    }
    List<Element> alias = Xml.children(set, "AliasTarget");
    return new RecordSet(
        absolute(Xml.required(set, "Name")),
        Xml.required(set, "Type"),
        Xml.text(set, "SetIdentifier"),
        weight == null ? null : number(weight),
        ttl == null ? null : Long.valueOf(ttl),
        values,
        alias.isEmpty() ? null : alias(alias.getFirst()),
        Xml.text(set, "HealthCheckId"));
  }

  void put(Xml xml) {
    xml.in(
        "ResourceRecordSet",
        () -> {
          xml.put("Name", name).put("Type", type);
          xml.put("SetIdentifier", setIdentifier).put("Weight", weight).put("TTL", ttl);
          if (alias != null) {
            xml.in(
                "AliasTarget",
                () ->
                    xml.put("HostedZoneId", alias.zoneId())
                        .put("DNSName", alias.name())
                        .put("EvaluateTargetHealth", alias.evaluates()));
          } else {
            xml.in(
                "ResourceRecords",
                () ->
                    values.forEach(
                        value -> xml.in("ResourceRecord", () -> xml.put("Value", value))));
          }
          xml.put("HealthCheckId", healthCheckId);
        });
  }

  /** Lower case, with trailing dot. */
  static String absolute(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower : lower + ".";
  }

  static String reversed(String name) {
    List<String> labels = new ArrayList<>(List.of(name.split("\\.")));
    Collections.reverse(labels);
    return String.join("\u0001", labels);
  }

  private static Alias alias(Element alias) {
    return new Alias(
        Xml.required(alias, "HostedZoneId"),
        absolute(Xml.required(alias, "DNSName")),
        Boolean.parseBoolean(Xml.required(alias, "EvaluateTargetHealth")));
  }

  private static int number(String weight) {
    int value = Integer.parseInt(weight);
    if (value < 0 || value > MOST_WEIGHT) {
      throw new Refusal(400, "InvalidInput", "Invalid weight " + weight + ": it is not in 0-255");
    }
    return value;
  }
}
