package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.emulators.Emulator;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.emulators.twin.cloudwatch.CloudWatch.Notice;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.lambda.LoggedTick;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.port.EvacuationFlags.Copy;
import io.fairlead.port.EvacuationFlags.Flags;
import io.fairlead.wiring.aws.FlagLine;
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
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Nobody is paged by a log line: when a region's ticks stop, the alarms that the templates deploy
 * turn and tell their topics. MiniStack holds the alarms, but evaluates one only when a value is
 * put, so never in silence; the twin does it each minute, by the very alarms that MiniStack
 * describes.
 */
@NeedsParts({Part.CFN_LINT, Part.MINISTACK})
class DeadManTest {
  private static final String FLEET = "aws-three-regions";
  private static final String STOPPED = "fairlead-aws-three-regions-ticks-stopped";
  private static final String FAIL = "fairlead-aws-three-regions-ticks-fail";
  private static final String SILENT = "fairlead-aws-three-regions-silent-";

  private static Emulator emulator;
  private static HttpClient http;
  private static AwsStacks stacks;

  private final TwinClock clock = new TwinClock(Instant.parse("2026-01-01T00:00:00Z"));
  private AwsTwin twin;
  private AwsClients clients;

  @BeforeAll
  static void deploy() throws IOException {
    emulator = Emulator.start(Part.MINISTACK);
    http = HttpClient.newHttpClient();
    stacks = Example.stacks();
    ObjectNode region = Sam.translated(Sam.template("region.yaml"));
    ObjectNode flags =
        (ObjectNode) YAMLMapper.shared().readTree(FlagAlarms.template(Example.allPrivate("")));
    for (String name : stacks.scopes().keySet()) {
      Stacks at = new Stacks(wire(stacks.location(name)));
      at.deploy(stacks.regionStack(), region, stacks.parameters(name, "config-" + name));
      at.deploy("flags", flags, Map.of());
    }
  }

  @AfterAll
  static void stopEmulator() {
    http.close();
    emulator.close();
  }

  @BeforeEach
  void watch() throws IOException {
    twin = new AwsTwin(clock);
    clients =
        new AwsClients(
            new AwsAccess(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(Emulator.ACCOUNT, "secret")),
                (service, location) -> Optional.of(twin.endpoint()),
                clock));
    for (String location : stacks.locations()) {
      described(location).forEach(alarm -> twin.cloudWatch().put(location, alarm));
    }
  }

  @AfterEach
  void stop() {
    clients.close();
    twin.close();
  }

  @Test
  void
      ticks_that_stop_turn_the_regions_alarm_and_tell_its_topic_and_ticks_that_come_back_as_well() {
    minutes(6, stacks.scopes().keySet());
    assertThat(state("paris", STOPPED)).isEqualTo("OK");
    int before = twin.cloudWatch().notices().size();

    int silent = until("paris", STOPPED, "ALARM", List.of("frankfurt", "ireland"));

    assertThat(silent).isEqualTo(5);
    assertThat(since(before))
        .containsExactly(told("eu-west-3", STOPPED, "ALARM", FLEET + "-notices"));
    assertThat(state("ireland", STOPPED)).isEqualTo("OK");
    assertThat(until("paris", STOPPED, "OK", stacks.scopes().keySet())).isEqualTo(1);
    assertThat(since(before + 1))
        .containsExactly(told("eu-west-3", STOPPED, "OK", FLEET + "-notices"));
  }

  @Test
  void a_minute_or_two_without_a_tick_turn_nothing() {
    minutes(6, stacks.scopes().keySet());
    int before = twin.cloudWatch().notices().size();

    minutes(2, List.of());
    minutes(3, stacks.scopes().keySet());

    assertThat(since(before)).isEmpty();
  }

  @Test
  void ticks_that_fail_are_no_silence_and_have_an_alarm_of_their_own() {
    minutes(6, stacks.scopes().keySet());
    int before = twin.cloudWatch().notices().size();

    for (int i = 0; i < 4; i++) {
      String line = LoggedTick.failing(stacks.topology(), "paris", clock.instant());
      twin.cloudWatch().logged(stacks.location("paris"), line);
      minutes(1, List.of("frankfurt", "ireland"));
    }

    assertThat(state("paris", STOPPED)).isEqualTo("OK");
    assertThat(since(before)).extracting(Notice::alarm).containsExactly(FAIL);
  }

  /** The region is dark, its alarm and its topic with it: what is seen from outside tells. */
  @Test
  void a_dark_region_is_told_from_us_east_1_where_it_is_not() throws IOException {
    ObjectNode template = TemplateChecks.template(stacks);
    TwinStack checks = new TwinStack(clients);
    checks.deploy(template);
    for (JsonNode alarm : silence(template, checks)) {
      twin.cloudWatch().put(GlobalTemplate.LOCATION, alarm);
    }
    assertThat(stacks.locations()).doesNotContain(GlobalTemplate.LOCATION);
    minutes(8, stacks.scopes().keySet());
    assertThat(twin.cloudWatch().state(GlobalTemplate.LOCATION, SILENT + "paris")).isEqualTo("OK");
    int before = twin.cloudWatch().notices().size();

    int silent = 0;
    while (!twin.cloudWatch().state(GlobalTemplate.LOCATION, SILENT + "paris").equals("ALARM")) {
      minutes(1, List.of("frankfurt", "ireland"));
      silent++;
      assertThat(silent).isLessThan(15);
    }

    assertThat(silent).isEqualTo(6);
    assertThat(since(before))
        .filteredOn(notice -> notice.alarm().startsWith(SILENT))
        .containsExactly(told("us-east-1", SILENT + "paris", "ALARM", FLEET + "-silence"));
  }

  @Test
  void the_alarm_behind_a_private_flag_turns_with_it_and_keeps_its_word_when_ticks_stop() {
    RegionGroup ireland = new RegionGroup("ireland", "default");
    String alarm = FlagAlarms.name(FLEET, ireland);
    flagged("paris", ireland, false);
    assertThat(state("paris", alarm)).isEqualTo("OK");

    flagged("paris", ireland, true);
    assertThat(state("paris", alarm)).isEqualTo("ALARM");
    minutes(90, List.of());
    assertThat(state("paris", alarm)).isEqualTo("ALARM");

    flagged("paris", ireland, false);
    assertThat(state("paris", alarm)).isEqualTo("OK");
    minutes(90, List.of());
    assertThat(state("paris", alarm)).isEqualTo("OK");
    assertThat(state("paris", STOPPED)).isEqualTo("ALARM");
  }

  /** Alarms of a location as CloudWatch's own API describes them. */
  private static JsonNode described(String location) throws IOException {
    return wire(location)
        .json("monitoring", "GraniteServiceVersion20100801.DescribeAlarms", Map.of())
        .path("MetricAlarms");
  }

  /**
   * The global stack's alarms, deployed to MiniStack over the twin's checks, as described there.
   */
  private static List<JsonNode> silence(ObjectNode template, TwinStack checks) throws IOException {
    Wire wire = wire(GlobalTemplate.LOCATION);
    new Stacks(wire)
        .deploy(
            stacks.globalStack(), GlobalStackTest.withoutChecks(template, checks.ids()), Map.of());
    List<JsonNode> alarms = new ArrayList<>();
    described(GlobalTemplate.LOCATION).forEach(alarms::add);
    assertThat(alarms).hasSize(3);
    return alarms;
  }

  private static Wire wire(String location) {
    return new Wire(emulator.endpoint(), location, http);
  }

  private Notice told(String location, String alarm, String state, String topic) {
    String arn = "arn:aws:sns:" + location + ":" + Emulator.ACCOUNT + ":fairlead-" + topic;
    return new Notice(clock.instant(), location, alarm, state, arn);
  }

  private List<Notice> since(int before) {
    List<Notice> all = twin.cloudWatch().notices();
    return all.subList(before, all.size());
  }

  private String state(String region, String alarm) {
    return twin.cloudWatch().state(stacks.location(region), alarm);
  }

  /** Minutes until an alarm is in a state, while these regions tick. */
  private int until(String region, String alarm, String state, Iterable<String> ticking) {
    int minutes = 0;
    while (!state(region, alarm).equals(state)) {
      minutes(1, ticking);
      minutes++;
      assertThat(minutes).isLessThan(15);
    }
    return minutes;
  }

  /** Minutes in which the ticks of these regions log a line every ten seconds. */
  private void minutes(int count, Iterable<String> ticking) {
    for (int i = 0; i < count; i++) {
      for (String region : ticking) {
        for (int second = 0; second < 60; second += 10) {
          Instant at = clock.instant().plusSeconds(second);
          twin.cloudWatch()
              .logged(stacks.location(region), LoggedTick.idle(stacks.topology(), region, at));
        }
      }
      twin.minute();
    }
  }

  /** A minute in which a store's region says whether a flag lies there. */
  private void flagged(String store, RegionGroup flag, boolean raised) {
    List<Copy> there = raised ? List.of(new Copy(flag, 418, "fairlead", "tag")) : List.of();
    Flags flags = new Flags(new TreeMap<>(Map.of(store, there)), new TreeMap<>(), false);
    String line =
        FlagLine.of(
            FLEET,
            store,
            stacks.topology().fleet().regionGroups(),
            new FlagLine.Read(flags, clock.instant()));
    twin.cloudWatch().logged(stacks.location(store), line);
    twin.minute();
  }
}
