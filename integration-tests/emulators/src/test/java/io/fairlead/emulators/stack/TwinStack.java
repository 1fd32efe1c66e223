package io.fairlead.emulators.stack;

import io.fairlead.aws.client.AwsClients;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.HealthCheckConfig;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.Tag;
import software.amazon.awssdk.services.route53.model.TagResourceType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Route 53's part of a stack, made in the twin by its API as CloudFormation makes it: what is new
 * is created, what reads otherwise than in the template before is changed, whatever is there by
 * now, what reads the same is not looked at, and checks that it has no more are deleted.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks.html">
 *     Updates are by the difference of templates</a>
 */
final class TwinStack {
  private final AwsClients clients;
  private final SortedMap<String, String> ids = new TreeMap<>();
  private final Map<String, JsonNode> made = new TreeMap<>();
  private Resolved resolved =
      new Resolved(JsonMapper.shared().createObjectNode(), Map.of(), "", names());
  private int references;

  TwinStack(AwsClients clients) {
    this.clients = clients;
  }

  /** Deploys a template, the first one or the next; answers what it did, by logical id. */
  SortedMap<String, String> deploy(ObjectNode template) {
    SortedMap<String, String> done = new TreeMap<>();
    Map<String, JsonNode> before = new TreeMap<>(made);
    resolved = new Resolved(template, Map.of(), "us-east-1", names());
    for (var each : template.path("Resources").properties()) {
      String id = each.getKey();
      String type = each.getValue().path("Type").asString();
      if (type.startsWith("AWS::Route53::") && deployed(id, type, before.get(id))) {
        done.put(id, before.containsKey(id) ? "changed" : "created");
      }
    }
    for (String id : List.copyOf(ids.keySet())) {
      if (!template.path("Resources").has(id)) {
        String check = ids.remove(id);
        clients.route53().deleteHealthCheck(gone -> gone.healthCheckId(check));
        made.remove(id);
        done.put(id, "deleted");
      }
    }
    return done;
  }

  /** Physical ids, by logical id. */
  SortedMap<String, String> ids() {
    return Collections.unmodifiableSortedMap(ids);
  }

  /** A resource's properties as they were deployed. */
  JsonNode properties(String id) {
    return Objects.requireNonNull(made.get(id), id);
  }

  private Resolved.Names names() {
    return new Resolved.Names() {
      @Override
      public String reference(String id) {
        return ids.containsKey(id) ? ids.get(id) : created(id);
      }

      @Override
      public String attribute(String id, String attribute) {
        throw new IllegalArgumentException("no attribute " + attribute + " of " + id);
      }
    };
  }

  /** Answers whether anything was to be done. */
  private boolean deployed(String id, String type, @Nullable JsonNode before) {
    JsonNode wanted = resolved.properties(id);
    if (wanted.equals(before)) {
      return false;
    }
    if (type.equals("AWS::Route53::RecordSet")) {
      record(before == null ? ChangeAction.CREATE : ChangeAction.UPSERT, wanted);
    } else if (before == null) {
      created(id);
    } else {
      throw new IllegalStateException("check " + id + " would be changed to " + wanted);
    }
    made.put(id, wanted);
    return true;
  }

  private String created(String id) {
    if (ids.containsKey(id)) {
      return ids.get(id);
    }
    JsonNode properties = resolved.properties(id);
    String check = made(clients, properties.path("HealthCheckConfig"), "made-" + references++);
    List<Tag> tags = new ArrayList<>();
    for (JsonNode tag : properties.path("HealthCheckTags")) {
      tags.add(
          Tag.builder()
              .key(tag.path("Key").asString())
              .value(tag.path("Value").asString())
              .build());
    }
    clients
        .route53()
        .changeTagsForResource(
            ask -> ask.resourceType(TagResourceType.HEALTHCHECK).resourceId(check).addTags(tags));
    ids.put(id, check);
    made.put(id, properties);
    return check;
  }

  /** Makes a health check of a template's properties. */
  private static String made(AwsClients clients, JsonNode config, String reference) {
    HealthCheckConfig.Builder check =
        HealthCheckConfig.builder()
            .type(config.path("Type").asString())
            .port(number(config, "Port"))
            .fullyQualifiedDomainName(config.path("FullyQualifiedDomainName").asString(null))
            .resourcePath(config.path("ResourcePath").asString(null))
            .requestInterval(number(config, "RequestInterval"))
            .failureThreshold(number(config, "FailureThreshold"))
            .healthThreshold(number(config, "HealthThreshold"))
            .insufficientDataHealthStatus(
                config.path("InsufficientDataHealthStatus").asString(null));
    if (config.has("Inverted")) {
      check.inverted(config.path("Inverted").asBoolean());
    }
    if (config.has("ChildHealthChecks")) {
      List<String> children = new ArrayList<>();
      config.path("ChildHealthChecks").forEach(child -> children.add(child.asString()));
      check.childHealthChecks(children);
    }
    JsonNode alarm = config.path("AlarmIdentifier");
    if (alarm.isObject()) {
      check.alarmIdentifier(
          it -> it.name(alarm.path("Name").asString()).region(alarm.path("Region").asString()));
    }
    return clients
        .route53()
        .createHealthCheck(make -> make.callerReference(reference).healthCheckConfig(check.build()))
        .healthCheck()
        .id();
  }

  private static @Nullable Integer number(JsonNode config, String name) {
    return config.has(name) ? Integer.valueOf(config.path(name).asString()) : null;
  }

  private void record(ChangeAction action, JsonNode properties) {
    List<ResourceRecord> values = new ArrayList<>();
    for (JsonNode value : properties.path("ResourceRecords")) {
      values.add(ResourceRecord.builder().value(value.asString()).build());
    }
    ResourceRecordSet.Builder set =
        ResourceRecordSet.builder()
            .name(properties.path("Name").asString())
            .type(properties.path("Type").asString())
            .ttl(properties.path("TTL").asLong())
            .resourceRecords(values);
    if (properties.has("SetIdentifier")) {
      set.setIdentifier(properties.path("SetIdentifier").asString())
          .weight(properties.path("Weight").asLong())
          .healthCheckId(properties.path("HealthCheckId").asString());
    }
    Change change = Change.builder().action(action).resourceRecordSet(set.build()).build();
    clients
        .route53()
        .changeResourceRecordSets(
            ask ->
                ask.hostedZoneId(properties.path("HostedZoneId").asString())
                    .changeBatch(batch -> batch.changes(change)));
  }
}
