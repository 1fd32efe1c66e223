package io.fairlead.wiring.aws.doctor;

import io.fairlead.fleet.Cloud;
import io.fairlead.fleet.Region;
import io.fairlead.wiring.aws.OperatorCredentials;
import io.fairlead.wiring.region.Cause;
import io.fairlead.wiring.region.Finding;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.ZoneHost;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Why nothing of AWS can be asked from here, and what is not known for it. */
record Unasked(Topology topology, OperatorCredentials credentials) {
  /** This machine has no credentials. */
  Cause without() {
    return cause(
        Finding.error(
            "credentials",
            "some for AWS",
            "none: " + credentials.none(),
            credentials.remedy()
                + ", then ask again: tables, flag stores, checks, stacks, queues, quotas and roles"
                + " cannot be examined either"));
  }

  /**
   * No call is accepted.
   *
   * @param codes AWS's, as in {@code ExpiredToken}
   */
  Cause rejected(Collection<String> codes) {
    return cause(
        Finding.error(
            "credentials",
            "some that AWS accepts",
            credentials.used()
                + ", with which every call answers "
                + String.join(", ", new TreeSet<>(codes)),
            credentials.renewal() + ", then ask again"));
  }

  /**
   * No call is answered.
   *
   * @param sentences why, call by call
   */
  Cause unanswered(List<String> sentences) {
    return cause(
        Finding.error(
            "network",
            "an answer from AWS",
            "none to " + sentences.size() + " calls: " + sentences.getFirst(),
            "see to this machine's network, names and firewall (no proxy is used), or ask from"
                + " another machine"));
  }

  private Cause cause(Finding finding) {
    return new Cause(finding, this::isOfAws, true);
  }

  private boolean isOfAws(String subject) {
    String[] parts = subject.split("/", 3);
    return switch (parts[0]) {
      case "register" -> isMostlyInAws();
      case "zone" -> topology.zones().get(parts[1]) instanceof ZoneHost.Route53;
      case "region", "address", "flag store" -> isInAws(parts[1]);
      default -> false;
    };
  }

  /** Whether the cells of other clouds are no majority. */
  private boolean isMostlyInAws() {
    List<String> cells = topology.state().cells();
    long others = cells.stream().filter(cell -> !isInAws(cell)).count();
    return others <= cells.size() / 2;
  }

  private boolean isInAws(String name) {
    Region region = topology.fleet().regions().get(name);
    return region != null && region.cloud() == Cloud.AWS;
  }
}
