package io.fairlead.emulators.stack;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.wiring.stack.AwsStacks;
import io.fairlead.wiring.stack.GlobalTemplate;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.route53.model.HealthCheckConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Makes the checks of the global template in the twin, as CloudFormation would. */
final class TemplateChecks {
  private TemplateChecks() {}

  /** Answers the ids of those that take records out, by region and group. */
  static SortedMap<String, String> make(AwsTwin twin, AwsClients clients, AwsStacks stacks) {
    TwinStack stack = new TwinStack(clients);
    watched(twin, stacks);
    stack.deploy(template(stacks));
    return out(stack, stacks);
  }

  /** The global template. */
  static ObjectNode template(AwsStacks stacks) {
    return (ObjectNode) YAMLMapper.shared().readTree(GlobalTemplate.of(stacks));
  }

  /** The ids of the checks that take records out, as output {@code Checks} has them. */
  static SortedMap<String, String> out(TwinStack stack, AwsStacks stacks) {
    SortedMap<String, String> checks = new TreeMap<>();
    for (RegionGroup flag : stacks.topology().fleet().regionGroups()) {
      String name = "fairlead " + stacks.topology().fleet().name() + " out " + flag;
      stack
          .ids()
          .forEach(
              (id, check) -> {
                String tag = stack.properties(id).at("/HealthCheckTags/0/Value").asString();
                if (tag.equals(name)) {
                  checks.put(flag.toString(), check);
                }
              });
    }
    return checks;
  }

  /** The alarms that the regions' stacks make before: checks of what is not there are refused. */
  static void watched(AwsTwin twin, AwsStacks stacks) {
    for (String location : stacks.locations()) {
      twin.cloudWatch()
          .put(
              location,
              JsonMapper.shared()
                  .createObjectNode()
                  .put("AlarmName", stacks.table() + "-ticks-stopped"));
    }
  }

  static String made(AwsClients clients, HealthCheckConfig config) {
    return clients
        .route53()
        .createHealthCheck(
            make -> make.callerReference("" + System.nanoTime()).healthCheckConfig(config))
        .healthCheck()
        .id();
  }
}
