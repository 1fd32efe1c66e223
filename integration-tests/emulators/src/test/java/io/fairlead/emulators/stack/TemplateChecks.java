package io.fairlead.emulators.stack;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.wiring.stack.AwsStacks;
import io.fairlead.wiring.stack.GlobalTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.route53.model.HealthCheckConfig;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Makes the flag checks of the global template in a Route 53, as CloudFormation would. */
final class TemplateChecks {
  private TemplateChecks() {}

  /** Answers the ids of the calculated ones, by region and group. */
  static SortedMap<String, String> make(AwsClients clients, AwsStacks stacks) {
    JsonNode resources = YAMLMapper.shared().readTree(GlobalTemplate.of(stacks)).path("Resources");
    Map<String, String> flags = new TreeMap<>();
    SortedMap<String, String> calculated = new TreeMap<>();
    for (var each : resources.properties()) {
      JsonNode config = each.getValue().at("/Properties/HealthCheckConfig");
      if (config.has("ResourcePath")) {
        flags.put(each.getKey(), made(clients, flag(config)));
      }
      if (each.getKey().startsWith("Flag") && config.has("AlarmIdentifier")) {
        flags.put(each.getKey(), made(clients, alarmed(config)));
      }
    }
    for (var each : resources.properties()) {
      JsonNode config = each.getValue().at("/Properties/HealthCheckConfig");
      if (config.has("ChildHealthChecks")) {
        String name = each.getValue().at("/Properties/HealthCheckTags/0/Value").asString();
        calculated.put(
            name.substring(name.lastIndexOf(' ') + 1), made(clients, calculated(config, flags)));
      }
    }
    return calculated;
  }

  private static HealthCheckConfig flag(JsonNode config) {
    return HealthCheckConfig.builder()
        .type("HTTP")
        .port(80)
        .inverted(config.path("Inverted").asBoolean())
        .fullyQualifiedDomainName(config.path("FullyQualifiedDomainName").asString())
        .resourcePath(config.path("ResourcePath").asString())
        .requestInterval(30)
        .failureThreshold(1)
        .build();
  }

  private static HealthCheckConfig alarmed(JsonNode config) {
    return HealthCheckConfig.builder()
        .type(config.path("Type").asString())
        .insufficientDataHealthStatus(config.path("InsufficientDataHealthStatus").asString())
        .alarmIdentifier(
            alarm ->
                alarm
                    .name(config.at("/AlarmIdentifier/Name").asString())
                    .region(config.at("/AlarmIdentifier/Region").asString()))
        .build();
  }

  private static HealthCheckConfig calculated(JsonNode config, Map<String, String> flags) {
    List<String> children = new ArrayList<>();
    config
        .path("ChildHealthChecks")
        .forEach(child -> children.add(flags.get(child.path("Ref").asString())));
    return HealthCheckConfig.builder()
        .type(config.path("Type").asString())
        .healthThreshold(config.path("HealthThreshold").asInt())
        .childHealthChecks(children)
        .build();
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
