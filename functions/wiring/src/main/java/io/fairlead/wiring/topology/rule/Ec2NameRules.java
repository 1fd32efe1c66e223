package io.fairlead.wiring.topology.rule;

import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host names that EC2 gives say where the machine is.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-naming-hostnames.html">
 *     EC2 instance hostnames and domains</a>
 */
final class Ec2NameRules {
  /** The oldest location is in no name of its machines. */
  private static final String OLDEST = "us-east-1";

  private static final Pattern PUBLIC =
      Pattern.compile(
          "ec2-[0-9-]+\\.(?:compute-1|(?<location>[a-z0-9-]+)\\.compute)\\.amazonaws\\.com");

  private Ec2NameRules() {}

  static void check(Declared declared) {
    declared
        .regions()
        .forEach(
            (name, region) -> {
              if (Declared.isAws(region)) {
                leaves(declared, name, region).forEach(leaf -> host(declared, name, leaf));
              }
            });
  }

  private static List<Tree.Leaf> leaves(Declared declared, String name, Section region) {
    List<Tree.Leaf> leaves = new ArrayList<>();
    for (Section node : region.named("nodes").values()) {
      Tree.Leaf host = node.leaf("host");
      if (host != null) {
        leaves.add(host);
      }
    }
    for (Section service : declared.services().values()) {
      leaves.addAll(service.section("deployments").section(name).leaves("endpoints"));
    }
    return leaves;
  }

  private static void host(Declared declared, String name, Tree.Leaf host) {
    Matcher found = PUBLIC.matcher(host.text());
    String location = declared.region(name).text("location", "");
    if (!found.matches() || location.isEmpty()) {
      return;
    }
    String at = found.group("location") == null ? OLDEST : found.group("location");
    if (!at.equals(location)) {
      declared.warning(
          host.place(),
          "by its name this host is in " + at + ", and " + name + " is in " + location);
    }
  }
}
