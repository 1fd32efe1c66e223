package io.fairlead.emulators.twin.route53;

import io.fairlead.emulators.twin.Xml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * A health check as it is stored.
 *
 * @param version rises with every update
 * @param type {@code HTTPS}, {@code HTTP}, {@code TCP} or {@code CALCULATED}
 * @param host that endpoints are asked at; null for a calculated check
 * @param path asked for; null for what asks for none
 * @param port asked at; null for what asks at none, or at its type's own
 * @param interval between two requests, 10 or 30 s
 * @param threshold answers in a row that turn it
 * @param inverted healthy is taken for unhealthy and the other way round
 * @param children of a calculated check
 * @param needed children that must be healthy for a calculated check to be
 * @param alarm that a metric's check watches, as {@code eu-west-1/NAME}; null for others
 * @param withoutData what a metric's check is where there is no data
 */
record HealthCheck(
    String id,
    long version,
    String type,
    @Nullable String host,
    @Nullable String path,
    @Nullable String port,
    Duration interval,
    int threshold,
    boolean inverted,
    List<String> children,
    int needed,
    @Nullable String alarm,
    String withoutData) {
  private static final int USUAL_INTERVAL = 30;
  private static final int USUAL_THRESHOLD = 3;

  HealthCheck {
    children = List.copyOf(children);
  }

  /** One that is always healthy. */
  static HealthCheck always(String id) {
    return new HealthCheck(
        id,
        1,
        "CALCULATED",
        null,
        null,
        null,
        Duration.ofSeconds(USUAL_INTERVAL),
        3,
        false,
        List.of(),
        0,
        null,
        "");
  }

  static HealthCheck parse(String id, Element config) {
    List<String> children = new ArrayList<>();
    for (Element list : Xml.children(config, "ChildHealthChecks")) {
      for (Element child : Xml.children(list, "ChildHealthCheck")) {
        children.add(child.getTextContent().strip());
      }
    }
    return new HealthCheck(
        id,
        1,
        Xml.required(config, "Type"),
        Xml.text(config, "FullyQualifiedDomainName"),
        Xml.text(config, "ResourcePath"),
        Xml.text(config, "Port"),
        Duration.ofSeconds(number(config, "RequestInterval", USUAL_INTERVAL)),
        number(config, "FailureThreshold", USUAL_THRESHOLD),
        Boolean.parseBoolean(Xml.text(config, "Inverted")),
        children,
        number(config, "HealthThreshold", 0),
        alarm(config),
        String.valueOf(Xml.text(config, "InsufficientDataHealthStatus")));
  }

  /** The check after an update, which names only what changes. */
  HealthCheck updated(Element update) {
    String inversion = Xml.text(update, "Inverted");
    String newPath = Xml.text(update, "ResourcePath");
    return new HealthCheck(
        id,
        version + 1,
        type,
        host,
        newPath == null ? path : newPath,
        port,
        interval,
        number(update, "FailureThreshold", threshold),
        inversion == null ? inverted : Boolean.parseBoolean(inversion),
        children,
        number(update, "HealthThreshold", needed),
        alarm,
        withoutData);
  }

  private static @Nullable String alarm(Element config) {
    for (Element alarm : Xml.children(config, "AlarmIdentifier")) {
      return Xml.required(alarm, "Region") + "/" + Xml.required(alarm, "Name");
    }
    return null;
  }

  /** Whether it watches a metric by an alarm. */
  boolean isOfMetric() {
    return type.equals("CLOUDWATCH_METRIC");
  }

  boolean isCalculated() {
    return type.equals("CALCULATED");
  }

  void put(Xml xml) {
    xml.in(
        "HealthCheck",
        () -> {
          xml.put("Id", id).put("CallerReference", id);
          xml.in("HealthCheckConfig", () -> config(xml));
          xml.put("HealthCheckVersion", version);
        });
  }

  private void config(Xml xml) {
    xml.put("Type", type);
    if (isCalculated()) {
      xml.put("HealthThreshold", needed);
      xml.in(
          "ChildHealthChecks", () -> children.forEach(child -> xml.put("ChildHealthCheck", child)));
    } else if (alarm != null) {
      String[] parts = alarm.split("/", 2);
      xml.in("AlarmIdentifier", () -> xml.put("Region", parts[0]).put("Name", parts[1]));
      xml.put("InsufficientDataHealthStatus", withoutData);
    } else {
      xml.put("FullyQualifiedDomainName", host).put("ResourcePath", path).put("Port", port);
      xml.put("RequestInterval", interval.toSeconds()).put("FailureThreshold", threshold);
    }
    xml.put("Inverted", inverted);
  }

  private static int number(Element parent, String name, int otherwise) {
    String text = Xml.text(parent, name);
    return text == null ? otherwise : Integer.parseInt(text);
  }
}
