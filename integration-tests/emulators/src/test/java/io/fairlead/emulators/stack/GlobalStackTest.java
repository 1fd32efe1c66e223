package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.zone.HostedZone;
import io.fairlead.aws.zone.Route53Director;
import io.fairlead.emulators.Emulator;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.port.Reading;
import io.fairlead.wiring.stack.AwsStacks;
import io.fairlead.wiring.stack.FlagAlarms;
import io.fairlead.wiring.stack.GlobalTemplate;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The global stack of the example: linted, its records made by MiniStack and read as ticks read.
 */
@NeedsParts({Part.CFN_LINT, Part.MINISTACK})
class GlobalStackTest {
  private static final String ZONE = "orders.example.com";

  private static Emulator stack;
  private static HttpClient http;
  private static AwsClients clients;
  private static AwsStacks stacks;
  private static String hosted;

  @BeforeAll
  static void start() throws IOException {
    stack = Emulator.start(Part.MINISTACK);
    http = HttpClient.newHttpClient();
    clients = stack.clients();
    hosted =
        clients
            .route53()
            .createHostedZone(make -> make.name(ZONE).callerReference("once"))
            .hostedZone()
            .id()
            .replace("/hostedzone/", "");
    stacks = Example.stacks("Z0123456789ABCDEFGHIJ", hosted);
  }

  @AfterAll
  static void stop() {
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

  @Test
  void the_records_are_what_the_planner_wants_when_nothing_is_wrong() throws IOException {
    SortedMap<String, String> checks = new TreeMap<>();
    new Stacks(wire()).deploy("records", withoutChecks(checks), Map.of());
    HostedZone zone = new HostedZone(ZONE, hosted, new TreeSet<>(stacks.recordNames()), checks);
    Route53Director director =
        new Route53Director(clients, "aws-three-regions", new TreeMap<>(Map.of(ZONE, zone)));

    var read =
        director.zones(new TreeSet<>(List.of(ZONE)), Instant.now().plusSeconds(10)).get(ZONE);

    assertThat(read).isEqualTo(new Reading.Known<>(GlobalTemplate.homes(stacks).get(ZONE)));
  }

  /** The template with made-up ids in the places of the checks that MiniStack cannot make. */
  private static ObjectNode withoutChecks(SortedMap<String, String> checks) throws IOException {
    ObjectNode template = template();
    ObjectNode resources = (ObjectNode) template.path("Resources");
    Map<String, String> ids = new TreeMap<>();
    for (var each : List.copyOf(resources.properties())) {
      String type = each.getValue().path("Type").asString();
      if (type.equals("AWS::Route53::HealthCheck")) {
        ids.put(each.getKey(), "check-" + ids.size());
        String[] words =
            each.getValue().at("/Properties/HealthCheckTags/0/Value").asString().split(" ");
        if (words[2].equals("out")) {
          checks.put(words[3], ids.get(each.getKey()));
        }
      }
      if (!type.equals("AWS::Route53::RecordSet")) {
        resources.remove(each.getKey());
      }
    }
    for (JsonNode record : resources) {
      ObjectNode properties = (ObjectNode) record.path("Properties");
      if (properties.has("HealthCheckId")) {
        properties.put("HealthCheckId", ids.get(properties.at("/HealthCheckId/Ref").asString()));
      }
    }
    template.remove(List.of("Outputs", "Parameters"));
    return template;
  }

  private static Wire wire() {
    return new Wire(stack.endpoint(), GlobalTemplate.LOCATION, http);
  }

  private static ObjectNode template() throws IOException {
    return (ObjectNode) YAMLMapper.shared().readTree(GlobalTemplate.of(stacks));
  }
}
