package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.emulators.Emulator;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.wiring.stack.AwsStacks;
import io.fairlead.wiring.stack.FlagAlarms;
import io.fairlead.wiring.stack.GlobalTemplate;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.route53.model.HealthCheckConfig;
import software.amazon.awssdk.services.route53.model.TagResourceType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The global stack of the example: linted, deployed, and asked for resource by resource. */
@NeedsParts({Part.CFN_LINT, Part.MINISTACK})
class GlobalStackTest {
  private static Emulator stack;
  private static HttpClient http;
  private static AwsClients clients;
  private static AwsStacks stacks;
  private static AwsTwin twin;
  private static AwsClients onTwin;

  @BeforeAll
  static void start() throws IOException {
    stack = Emulator.start(Part.MINISTACK);
    http = HttpClient.newHttpClient();
    clients = stack.clients();
    twin = new AwsTwin(new TwinClock(Instant.parse("2026-01-01T00:00:00Z")));
    onTwin =
        new AwsClients(
            new AwsAccess(
                clients.access().credentials(),
                (service, location) -> Optional.of(twin.endpoint()),
                clients.access().clock()));
    stacks = Example.stacks();
  }

  @AfterAll
  static void stop() {
    onTwin.close();
    twin.close();
    clients.close();
    http.close();
    stack.close();
  }

  @Test
  void the_written_template_has_no_findings() throws IOException {
    assertThat(Sam.lint(template())).isEmpty();
    assertThat(Sam.lint(Sam.translated(Sam.template("register.yaml")))).isEmpty();
  }

  @Test
  void flags_of_private_stores_are_alarms_and_no_object_is_asked_for() throws IOException {
    AwsStacks hidden = Example.allPrivate("");
    ObjectNode alarms = (ObjectNode) YAMLMapper.shared().readTree(FlagAlarms.template(hidden));
    ObjectNode global = (ObjectNode) YAMLMapper.shared().readTree(GlobalTemplate.of(hidden));

    assertThat(Sam.lint(alarms)).isEmpty();
    assertThat(Sam.lint(global)).isEmpty();
    assertThat(alarms.path("Resources")).hasSize(3);
    assertThat(global.toString()).doesNotContain("/flags/aws-three-regions/");
    List<String> made = new ArrayList<>();
    alarms.path("Resources").forEach(each -> made.add(each.at("/Properties/AlarmName").asString()));
    for (JsonNode each : global.path("Resources")) {
      JsonNode check = each.at("/Properties/HealthCheckConfig");
      if (check.path("Type").asString("").equals("CLOUDWATCH_METRIC")
          && check.at("/AlarmIdentifier/Name").asString().contains("-flag-")) {
        assertThat(check.path("InsufficientDataHealthStatus").asString())
            .isEqualTo("LastKnownStatus");
        assertThat(made).contains(check.at("/AlarmIdentifier/Name").asString());
      }
    }
    assertThat(hidden.parameters("paris", "config")).containsEntry("FlagAccess", "private");
    assertThat(stacks.parameters("paris", "config")).containsEntry("FlagAccess", "public");
  }

  @Test
  void a_flag_is_three_inverted_checks_of_which_two_must_hold() throws IOException {
    JsonNode resources = template().path("Resources");
    int calculated = 0;
    for (JsonNode each : resources) {
      JsonNode check = each.at("/Properties/HealthCheckConfig");
      if (check.path("Type").asString("").equals("CALCULATED")) {
        calculated++;
        assertThat(check.path("HealthThreshold").asInt()).isEqualTo(2);
        List<String> paths = new ArrayList<>();
        List<String> hosts = new ArrayList<>();
        for (JsonNode child : check.path("ChildHealthChecks")) {
          JsonNode flag =
              resources.path(child.path("Ref").asString()).at("/Properties/HealthCheckConfig");
          assertThat(flag.path("Inverted").asBoolean()).isTrue();
          assertThat(flag.at("/Type/Ref").asString()).isEqualTo("FlagProtocol");
          paths.add(flag.path("ResourcePath").asString());
          hosts.add(flag.path("FullyQualifiedDomainName").asString());
        }
        assertThat(new TreeSet<>(paths)).hasSize(1);
        assertThat(paths.getFirst()).startsWith("/flags/aws-three-regions/");
        assertThat(new TreeSet<>(hosts)).hasSize(3);
        assertThat(hosts)
            .allMatch(host -> host.matches(".+\\.s3\\.eu-[a-z]+-\\d\\.amazonaws\\.com"));
      }
    }
    assertThat(calculated).isEqualTo(3);
  }

  @Test
  void silence_is_seen_from_outside_by_the_alarm_that_each_regions_stack_makes()
      throws IOException {
    String region = java.nio.file.Files.readString(Sam.template("region.yaml"));
    assertThat(region).contains("AlarmName: !Sub fairlead-${Fleet}-ticks-stopped");

    List<String> watched = new ArrayList<>();
    for (JsonNode each : template().path("Resources")) {
      JsonNode alarm = each.at("/Properties/HealthCheckConfig/AlarmIdentifier");
      if (alarm.isObject()) {
        assertThat(alarm.path("Name").asString())
            .isEqualTo("fairlead-aws-three-regions-ticks-stopped");
        watched.add(alarm.path("Region").asString());
      }
    }
    assertThat(watched).containsExactlyInAnyOrderElementsOf(stacks.locations());
  }

  /** MiniStack makes no health checks and says so: the deviation that docs/emulators.md lists. */
  @Test
  void ministack_refuses_health_checks_by_name() {
    assertThatThrownBy(() -> new Stacks(wire()).deploy("with-checks", template(), Map.of()))
        .hasMessageContaining("AWS::Route53::HealthCheck");
  }

  /** Each by its own service's word: checks by the twin's Route 53, the rest by MiniStack's. */
  @TestFactory
  Stream<DynamicTest> every_resource_of_the_template_is_as_it_says() throws IOException {
    TemplateChecks.watched(twin, stacks);
    TwinStack checks = new TwinStack(onTwin);
    checks.deploy(template());
    DeployedStack rest =
        DeployedStack.of(wire(), "global", withoutChecks(template(), checks.ids()), Map.of());
    List<String> ids = new ArrayList<>(template().path("Resources").propertyNames());
    assertThat(ids).hasSize(checks.ids().size() + rest.all().size()).hasSizeGreaterThan(15);
    return ids.stream()
        .map(
            id ->
                DynamicTest.dynamicTest(
                    id,
                    () -> {
                      if (checks.ids().containsKey(id)) {
                        assertThat(differences(checks, id)).isEmpty();
                      } else {
                        rest.prove(id, Set.of());
                      }
                    }));
  }

  @Test
  void every_alarm_that_stands_for_a_private_flag_is_as_its_template_says() throws IOException {
    ObjectNode alarms =
        (ObjectNode) YAMLMapper.shared().readTree(FlagAlarms.template(Example.allPrivate("")));
    DeployedStack deployed = DeployedStack.of(wire(), "flags", alarms, Map.of());

    assertThat(deployed.all()).hasSize(3);
    for (String id : deployed.all()) {
      deployed.prove(id, Set.of());
    }
  }

  /** MiniStack makes it a table of one region: replicas and their agreement are not its. */
  @Test
  void the_registers_table_is_as_its_template_says_where_it_is_made_first() throws IOException {
    Wire first = new Wire(stack.endpoint(), stacks.registerParameters().get("First"), http);
    DeployedStack register =
        DeployedStack.of(
            first,
            "register",
            Sam.translated(Sam.template("register.yaml")),
            stacks.registerParameters());

    assertThat(register.all()).containsExactly("Register");
    register.prove(
        "Register", Set.of("/MultiRegionConsistency", "/Replicas", "/GlobalTableWitnesses"));
  }

  /** Every property of a check and every tag, by Route 53's own word. */
  private static List<String> differences(TwinStack checks, String id) {
    String check = checks.ids().get(id);
    HealthCheckConfig told =
        onTwin
            .route53()
            .getHealthCheck(ask -> ask.healthCheckId(check))
            .healthCheck()
            .healthCheckConfig();
    ObjectNode found = JsonMapper.shared().createObjectNode();
    ObjectNode config = found.putObject("HealthCheckConfig");
    told.sdkFields()
        .forEach(
            field -> config.put(field.memberName(), String.valueOf(field.getValueOrDefault(told))));
    ArrayNode children = config.putArray("ChildHealthChecks");
    told.childHealthChecks().forEach(children::add);
    if (told.alarmIdentifier() != null) {
      config
          .putObject("AlarmIdentifier")
          .put("Name", told.alarmIdentifier().name())
          .put("Region", told.alarmIdentifier().regionAsString());
    }
    ArrayNode tags = found.putArray("HealthCheckTags");
    onTwin
        .route53()
        .listTagsForResource(ask -> ask.resourceType(TagResourceType.HEALTHCHECK).resourceId(check))
        .resourceTagSet()
        .tags()
        .forEach(tag -> tags.addObject().put("Key", tag.key()).put("Value", tag.value()));
    return Difference.between(checks.properties(id), found, Set.of());
  }

  /** The template with the twin's ids in the places of the checks that MiniStack cannot make. */
  static ObjectNode withoutChecks(ObjectNode template, Map<String, String> checks) {
    ObjectNode resources = (ObjectNode) template.path("Resources");
    resources.remove(checks.keySet());
    template.remove(List.of("Outputs"));
    String text = template.toString();
    for (var each : checks.entrySet()) {
      text = text.replace("{\"Ref\":\"" + each.getKey() + "\"}", '"' + each.getValue() + '"');
    }
    return (ObjectNode) JsonMapper.shared().readTree(text);
  }

  private static Wire wire() {
    return new Wire(stack.endpoint(), GlobalTemplate.LOCATION, http);
  }

  private static ObjectNode template() {
    return TemplateChecks.template(stacks);
  }
}
