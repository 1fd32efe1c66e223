package io.fairlead.wiring.aws.doctor;

import io.fairlead.fleet.Cloud;
import io.fairlead.fleet.Region;
import io.fairlead.wiring.region.Cause;
import io.fairlead.wiring.region.Finding;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.ZoneHost;
import java.util.List;
import java.util.Map;

/** That this machine has no credentials of AWS, and what cannot be told without any. */
final class NoCredentials {
  private NoCredentials() {}

  /**
   * It as the cause of all that is not known of AWS.
   *
   * @param environment in which a profile may be named
   */
  static Cause cause(Topology topology, Map<String, String> environment) {
    String profile = environment.getOrDefault("AWS_PROFILE", "default");
    Finding finding =
        Finding.error(
            "credentials",
            "some for AWS",
            "none: neither AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY, nor profile '"
                + profile
                + "' in ~/.aws, nor a role of this machine",
            "set AWS_PROFILE or the two variables, or run 'aws configure' or 'aws sso login', then"
                + " ask again: tables, flag stores, checks, stacks, queues, quotas and roles"
                + " cannot be examined either");
    return new Cause(finding, subject -> isOfAws(topology, subject), true);
  }

  private static boolean isOfAws(Topology topology, String subject) {
    String[] parts = subject.split("/", 3);
    return switch (parts[0]) {
      case "register" -> isMostlyInAws(topology);
      case "zone" -> topology.zones().get(parts[1]) instanceof ZoneHost.Route53;
      case "region", "address", "flag store" -> isInAws(topology, parts[1]);
      default -> false;
    };
  }

  /** Whether the cells of other clouds are no majority. */
  private static boolean isMostlyInAws(Topology topology) {
    List<String> cells = topology.state().cells();
    long others = cells.stream().filter(cell -> !isInAws(topology, cell)).count();
    return others <= cells.size() / 2;
  }

  private static boolean isInAws(Topology topology, String name) {
    Region region = topology.fleet().regions().get(name);
    return region != null && region.cloud() == Cloud.AWS;
  }
}
