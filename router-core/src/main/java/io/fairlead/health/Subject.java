package io.fairlead.health;

/** What a verdict is about; its text is what operators type. */
public sealed interface Subject extends Comparable<Subject> {
  /** The region it lies in. */
  String region();

  /** As in {@code node/eu-west/gw-1}. */
  String text();

  private static int kind(Subject subject) {
    return switch (subject) {
      case OfDeployment _ -> 0;
      case OfNode _ -> 1;
      case OfRegion _ -> 2;
    };
  }

  private static String firstName(Subject subject) {
    return subject instanceof OfDeployment(String service, String _) ? service : subject.region();
  }

  private static String lastName(Subject subject) {
    return subject instanceof OfNode(String _, String node) ? node : subject.region();
  }

  /** Deployments, nodes, regions; each by the names in their text, first to last. */
  @Override
  default int compareTo(Subject other) {
    int byKind = Integer.compare(kind(this), kind(other));
    if (byKind != 0) {
      return byKind;
    }
    int byFirst = firstName(this).compareTo(firstName(other));
    return byFirst != 0 ? byFirst : lastName(this).compareTo(lastName(other));
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
