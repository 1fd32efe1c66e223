package io.fairlead.wiring.topology.rule;

import io.fairlead.wiring.yaml.Place;
import io.fairlead.wiring.yaml.Problem;
import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;

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
