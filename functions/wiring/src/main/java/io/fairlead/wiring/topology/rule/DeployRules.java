package io.fairlead.wiring.topology.rule;

import io.fairlead.wiring.yaml.Place;
import io.fairlead.wiring.yaml.Problem;
import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the functions and templates of {@code infra/aws} cannot do with a topology. Warnings,
 * because a fleet may be run and deployed without them; {@code fairlead stacks} refuses it.
 */
final class DeployRules {
  /** Observers that must see public addresses, so that two of three can agree. */
  private static final int OUTSIDE = 2;

  private DeployRules() {}

  static void check(Declared declared) {
    boolean any = declared.regions().values().stream().anyMatch(Declared::isAws);
    if (!any) {
      return;
    }
    name(declared, declared.root().text("fleet", ""), declared.root().place("fleet"));
    declared
        .regions()
        .forEach(
            (name, region) -> {
              if (Declared.isAws(region)) {
                name(declared, name, region.place());
                reach(declared, name, region);
              }
            });
    outside(declared);
    tables(declared);
    configBuckets(declared);
    Ec2NameRules.check(declared);
  }

  /** One warning for all of them: the one slip may be in the fleet's name. */
  private static void tables(Declared declared) {
    String fleet = declared.root().text("fleet", "");
    String made = AwsNames.table(fleet);
    List<Map.Entry<String, Section>> others =
        declared.regions().entrySet().stream()
            .filter(each -> Declared.isAws(each.getValue()))
            .filter(each -> !each.getValue().section("aws").text("table", made).equals(made))
            .toList();
    if (AwsNames.fits(fleet) && !others.isEmpty()) {
      declared
          .problems()
          .add(
              Problem.warning(
                      others.getFirst().getValue().section("aws").place("table"),
                      "the templates of infra/aws make the table "
                          + made
                          + ", and 'fairlead stacks' refuses another, as in "
                          + String.join(", ", others.stream().map(Map.Entry::getKey).toList()))
                  .allowed(made));
    }
  }

  /** Anybody may read public flags: the topology is no such object. */
  private static void configBuckets(Declared declared) {
    Set<String> config = new HashSet<>();
    declared.regions().values().stream()
        .filter(Declared::isAws)
        .map(region -> region.text("location", ""))
        .forEach(
            at -> config.add(AwsNames.configPrefix(declared.root().text("fleet", "")) + "-" + at));
    for (Section region : declared.regions().values()) {
      Section flags = region.section("aws").section("flags");
      if (config.contains(flags.text("bucket", ""))) {
        declared.warning(
            flags.place("bucket"),
            "'fairlead stacks' makes a bucket of this name for the topology, and refuses it here:"
                + " flags have a bucket of their own");
      }
    }
  }

  private static void name(Declared declared, String name, Place at) {
    if (!name.isEmpty() && !AwsNames.fits(name)) {
      declared
          .problems()
          .add(
              Problem.warning(at, "the templates of infra/aws refuse this name")
                  .found("'" + name + "'")
                  .allowed(AwsNames.WORDS));
    }
  }

  private static void reach(Declared declared, String name, Section region) {
    if (region.section("aws").has("functions") || region.texts("probes").isEmpty()) {
      return;
    }
    for (Section node : region.named("nodes").values()) {
      Tree.Leaf host = node.leaf("host");
      if (host != null && Ip.isPrivate(host.text())) {
        declared.warning(
            host.place(),
            "functions outside a VPC do not reach a private address: give the nodes of "
                + name
                + " public ones, or say in 'regions."
                + name
                + ".aws.functions' which subnets its functions run in");
        return;
      }
    }
  }

  /**
   * From subnets public IPv4 addresses are reached by a NAT only, which the template never makes.
   */
  private static void outside(Declared declared) {
    long inside =
        declared.regions().values().stream()
            .filter(region -> region.section("aws").has("functions"))
            .count();
    if (inside > 0 && declared.regions().size() - inside < OUTSIDE) {
      declared.warning(
          declared.root().place("regions"),
          "the functions of "
              + inside
              + " regions run in subnets, which reach public IPv4 addresses by a NAT only: without"
              + " one, fewer than two observers see the floating addresses");
    }
  }
}
