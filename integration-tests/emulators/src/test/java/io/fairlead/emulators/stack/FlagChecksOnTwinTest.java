package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.flag.S3Flags;
import io.fairlead.emulators.Emulator;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.wiring.stack.AwsStacks;
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
import software.amazon.awssdk.core.sync.RequestBody;

/** The template's checks over flag objects, under the rules of Route 53. */
class FlagChecksOnTwinTest {
  private static final RegionGroup IRELAND = new RegionGroup("ireland", "default");

  private final TwinClock clock = new TwinClock(Instant.parse("2026-01-01T00:00:00Z"));
  private AwsTwin twin;
  private AwsClients clients;
  private AwsStacks stacks;
  private SortedMap<String, String> checks;

  @BeforeEach
  void makeChecks() throws IOException {
    twin = new AwsTwin(clock);
    clients =
        new AwsClients(
            new AwsAccess(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(Emulator.ACCOUNT, "secret")),
                (service, location) -> Optional.of(twin.endpoint()),
                clock));
    stacks = Example.stacks();
    stacks
        .stores()
        .forEach(
            (store, bucket) ->
                clients.s3(stacks.location(store)).createBucket(make -> make.bucket(bucket)));
    checks = TemplateChecks.make(twin, clients, stacks);
    clock.pass(Duration.ofSeconds(30));
  }

  @AfterEach
  void stop() {
    clients.close();
    twin.close();
  }

  @Test
  void no_flag_or_one_keeps_a_region_in_and_two_take_it_out_until_they_are_gone() {
    assertThat(isIn(IRELAND)).isTrue();

    raise("frankfurt");
    assertThat(isIn(IRELAND)).isTrue();

    raise("paris");
    assertThat(isIn(IRELAND)).isFalse();
    assertThat(isIn(new RegionGroup("paris", "default"))).isTrue();

    lower("frankfurt");
    assertThat(isIn(IRELAND)).isTrue();
  }

  @Test
  void flags_raised_before_the_first_look_of_the_checks_count() {
    List.of("frankfurt", "ireland", "paris").forEach(this::raise);

    assertThat(isIn(IRELAND)).isFalse();
  }

  private void raise(String store) {
    clients
        .s3(stacks.location(store))
        .putObject(
            put -> put.bucket(bucket(store)).key(S3Flags.key("aws-three-regions", IRELAND)),
            RequestBody.fromString("{}"));
    clock.pass(Duration.ofSeconds(30));
  }

  private void lower(String store) {
    clients
        .s3(stacks.location(store))
        .deleteObject(
            away -> away.bucket(bucket(store)).key(S3Flags.key("aws-three-regions", IRELAND)));
    clock.pass(Duration.ofSeconds(30));
  }

  private String bucket(String store) {
    return stacks.stores().getOrDefault(store, "");
  }

  private boolean isIn(RegionGroup flag) {
    return clients
        .route53()
        .getHealthCheckStatus(ask -> ask.healthCheckId(checks.get(flag.toString())))
        .healthCheckObservations()
        .stream()
        .allMatch(each -> each.statusReport().status().startsWith("Success"));
  }
}
