package io.fairlead.health;

import java.util.Comparator;

/** What a verdict is about; its text is what operators type. */
public sealed interface Subject extends Comparable<Subject> {
  /** Orders subjects by their text. */
  Comparator<Subject> ORDER = Comparator.comparing(Subject::text);

  /** The region it lies in. */
  String region();

  /** As in {@code node/eu-west/gw-1}. */
  String text();

  @Override
  default int compareTo(Subject other) {
    return ORDER.compare(this, other);
  }

  /** A whole region. */
  record OfRegion(String region) implements Subject {
    @Override
    public String text() {
      return "region/" + region;
    }
  }

  /** A service in a region, seen through its public endpoint. */
  record OfDeployment(String service, String region) implements Subject {
    @Override
    public String text() {
      return "deployment/" + service + "/" + region;
    }
  }

  /** One gateway instance. */
  record OfNode(String region, String node) implements Subject {
    @Override
    public String text() {
      return "node/" + region + "/" + node;
    }
  }

  /** The subject that {@link #text()} came from. */
  static Subject parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts[0].equals("region") && parts.length == 2) {
      return new OfRegion(parts[1]);
    }
    if (parts[0].equals("deployment") && parts.length == 3) {
      return new OfDeployment(parts[1], parts[2]);
    }
    if (parts[0].equals("node") && parts.length == 3) {
      return new OfNode(parts[1], parts[2]);
    }
    throw new IllegalArgumentException("'" + text + "' names no region, deployment or node");
  }
}
