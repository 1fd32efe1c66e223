package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.flag.S3Flags;
import io.fairlead.emulators.Emulator;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.wiring.aws.AwsPorts;
import io.fairlead.wiring.aws.FlagLine;
import io.fairlead.wiring.aws.doctor.AwsExaminer;
import io.fairlead.wiring.region.Finding;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.stack.AwsStacks;
import io.fairlead.wiring.stack.FlagAlarms;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Flags where nobody may read the objects: alarms that the regions' ticks feed, on the twin. */
class PrivateFlagsOnTwinTest {
  private static final String FLEET = "aws-three-regions";
  private static final RegionGroup IRELAND = new RegionGroup("ireland", "default");
  private static final List<String> STORES = List.of("frankfurt", "ireland", "paris");

  private final TwinClock clock = new TwinClock(Instant.parse("2026-01-01T00:00:00Z"));
  private AwsTwin twin;
  private AwsClients clients;
  private AwsStacks stacks;
  private AwsPorts ports;
  private S3Flags flags;
  private SortedMap<String, String> checks;

  @BeforeEach
  void makeChecks() throws IOException {
    twin = new AwsTwin(clock);
    clients = clients();
    stacks = Example.allPrivate("");
    stacks
        .stores()
        .forEach(
            (store, bucket) ->
                clients.s3(stacks.location(store)).createBucket(make -> make.bucket(bucket)));
    JsonNode alarms = YAMLMapper.shared().readTree(FlagAlarms.template(stacks)).path("Resources");
    for (String location : FlagAlarms.stores(stacks).values()) {
      alarms.forEach(alarm -> twin.cloudWatch().put(location, alarm.path("Properties")));
    }
    checks = TemplateChecks.make(twin, clients, stacks);
    ports = new AwsPorts(stacks.topology(), new AwsPorts.Caller("paris", "fairlead"), clients);
    flags = ports.flags();
    minute(STORES);
  }

  @AfterEach
  void stop() {
    ports.close();
    clients.close();
    twin.close();
  }

  @Test
  void a_flag_in_two_private_stores_takes_a_region_out_when_their_ticks_have_told_it() {
    assertThat(isIn(IRELAND)).isTrue();

    assertThat(apply(new Step.RaiseFlag(IRELAND, 418))).isEqualTo(new ApplyOutcome.Accepted());
    minute(List.of("frankfurt"));
    assertThat(isIn(IRELAND)).isTrue();
    minute(List.of("frankfurt", "paris"));

    assertThat(isIn(IRELAND)).isFalse();
    assertThat(isIn(new RegionGroup("paris", "default"))).isTrue();

    apply(new Step.LowerFlag(IRELAND, 418));
    minute(STORES);
    assertThat(isIn(IRELAND)).isTrue();
  }

  @Test
  void a_region_stays_out_while_no_tick_says_anything() {
    apply(new Step.RaiseFlag(IRELAND, 418));
    minute(STORES);

    clock.pass(Duration.ofHours(3));

    assertThat(isIn(IRELAND)).isFalse();
  }

  @Test
  void a_line_that_comes_late_changes_a_minute_that_is_over() {
    apply(new Step.RaiseFlag(IRELAND, 418));
    List<String> late = STORES.stream().map(this::line).toList();
    clock.pass(Duration.ofMinutes(1));
    apply(new Step.LowerFlag(IRELAND, 418));
    minute(STORES);

    for (int i = 0; i < late.size(); i++) {
      twin.cloudWatch().logged(stacks.location(STORES.get(i)), late.get(i));
    }

    assertThat(isIn(IRELAND)).isTrue();
  }

  @Test
  void a_store_that_cannot_be_read_says_nothing_and_what_it_said_last_holds() {
    apply(new Step.RaiseFlag(IRELAND, 418));
    minute(STORES);
    String bucket = stacks.stores().get("paris");
    String location = stacks.location("paris");
    clients.s3(location).deleteObject(gone -> gone.bucket(bucket).key(S3Flags.key(FLEET, IRELAND)));
    clients.s3(location).deleteBucket(gone -> gone.bucket(bucket));

    assertThat(line("paris")).isEmpty();
    minute(List.of("frankfurt"));

    assertThat(isIn(IRELAND)).isFalse();
  }

  @Test
  void doctor_finds_nothing_in_checks_as_written_and_names_those_of_public_objects()
      throws IOException {
    String ids = checks.toString().replace("=", ": ");

    assertThat(aboutChecks(Example.allPrivate(ids))).isEmpty();
    assertThat(aboutChecks(Example.withChecks(ids)))
        .hasSize(9)
        .allMatch(line -> line.contains("expected alarm fairlead-aws-three-regions-flag-"));
  }

  private List<String> aboutChecks(AwsStacks of) {
    return new AwsExaminer(opening -> clients())
            .examine(of.topology(), new Opening("anna", clock), clock.instant().plusSeconds(30))
            .stream()
            .map(Finding::sentence)
            .filter(line -> line.startsWith("check/"))
            .toList();
  }

  private ApplyOutcome apply(Step step) {
    Instant now = clock.instant();
    return flags
        .apply(List.of(new Order("a", step, now.plusSeconds(30))), now.plusSeconds(10))
        .getFirst();
  }

  /** What the tick of a store's region logs. */
  private String line(String store) {
    Instant now = clock.instant();
    FlagLine.Read read = new FlagLine.Read(flags.read(now.plusSeconds(10)), now);
    return FlagLine.of(FLEET, store, stacks.topology().fleet().regionGroups(), read);
  }

  /** Ticks of these stores' regions, and as long as a value is on its way. */
  private void minute(List<String> stores) {
    for (String store : stores) {
      String line = line(store);
      if (!line.isEmpty()) {
        twin.cloudWatch().logged(stacks.location(store), line);
      }
    }
    clock.pass(Duration.ofMinutes(1));
  }

  private boolean isIn(RegionGroup flag) {
    return clients
        .route53()
        .getHealthCheckStatus(ask -> ask.healthCheckId(checks.get(flag.toString())))
        .healthCheckObservations()
        .stream()
        .allMatch(each -> each.statusReport().status().startsWith("Success"));
  }

  private AwsClients clients() {
    return new AwsClients(
        new AwsAccess(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(Emulator.ACCOUNT, "secret")),
            (service, location) -> Optional.of(twin.endpoint()),
            clock,
            clock::pass));
  }
}
