package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.flag.S3Flags;
import io.fairlead.emulators.Emulator;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.traffic.WeightedRecord;
import io.fairlead.wiring.stack.AwsStacks;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;

/** {@code --wait} in a cloud: the zone's own name servers are asked, which follow its checks. */
class EvacuateAndWaitTest {
  private static final RegionGroup IRELAND = new RegionGroup("ireland", "default");
  private static final String ZONE = "orders.example.com";

  /** Longer than a check takes to see a flag, by the interval of the template's. */
  private static final Duration LOOK = Duration.ofSeconds(30);

  private final TwinClock clock = TwinClock.running();
  private AwsTwin twin;
  private AwsClients clients;
  private AwsStacks stacks;
  private String hosted;
  private Path topology;

  @BeforeEach
  void deploy(@TempDir Path folder) throws IOException {
    twin = new AwsTwin(clock);
    clients =
        new AwsClients(
            new AwsAccess(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(Emulator.ACCOUNT, "secret")),
                (service, location) -> Optional.of(twin.endpoint()),
                clock));
    stacks = Example.stacks();
    stacks.stores().forEach((store, bucket) -> twin.s3().bucket(stacks.location(store), bucket));
    hosted = twin.route53().zone(ZONE);
    makeRecords(TemplateChecks.make(twin, clients, stacks));
    clock.pass(LOOK);
    topology = folder.resolve("fairlead.yaml");
    Files.writeString(topology, Example.text("").replace("Z0123456789ABCDEFGHIJ", hosted));
  }

  private void makeRecords(SortedMap<String, String> checks) {
    List<Change> changes = new ArrayList<>();
    for (WeightedRecord record : Example.homes(stacks, ZONE).values()) {
      changes.add(
          Change.builder()
              .action(ChangeAction.CREATE)
              .resourceRecordSet(
                  set ->
                      set.name(record.key().name())
                          .type(RRType.fromValue(record.key().type().name()))
                          .setIdentifier(record.key().setIdentifier())
                          .weight((long) record.weight())
                          .ttl(record.ttl().toSeconds())
                          .healthCheckId(checks.get(record.key().setIdentifier() + "/default"))
                          .resourceRecords(
                              record.values().stream()
                                  .map(value -> ResourceRecord.builder().value(value).build())
                                  .toList()))
              .build());
    }
    clients
        .route53()
        .changeResourceRecordSets(
            change -> change.hostedZoneId(hosted).changeBatch(batch -> batch.changes(changes)));
    clock.pass(Duration.ofMinutes(1));
  }

  @AfterEach
  void stop() {
    clients.close();
    twin.close();
  }

  @Test
  void it_returns_when_the_name_servers_answer_the_region_no_more_and_then_again()
      throws Exception {
    Child.Said evacuated =
        meanwhile(true, "evacuate", "ireland", "--reason", "a test", "--yes", "--wait", "80s");

    assertThat(evacuated.code()).as(evacuated.text()).isZero();
    assertThat(evacuated.text()).contains("evacuate: DNS answers it no more");

    Child.Said restored = meanwhile(false, "restore", "ireland", "--yes", "--wait", "80s");

    assertThat(restored.code()).as(restored.text()).isZero();
    assertThat(restored.text()).contains("restore: DNS answers it again");
  }

  @Test
  void checks_that_have_not_looked_yet_are_waited_for_in_vain_and_the_answers_share_is_told()
      throws Exception {
    Child.Said evacuated =
        Child.run(command("evacuate", "ireland", "--reason", "a test", "--yes", "--wait", "1s"));

    assertThat(evacuated.code()).as(evacuated.text()).isEqualTo(8);
    assertThat(evacuated.text())
        .containsPattern("within the wait \\d+ % of the answers to \\S+ still lead there");
  }

  /** Runs a command to its end; checks look as soon as the flags are as it makes them. */
  private Child.Said meanwhile(boolean raised, String... words) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Child.Said> said = threads.submit(() -> Child.run(command(words)));
      while (true) {
        try {
          return said.get(100, TimeUnit.MILLISECONDS);
        } catch (TimeoutException runs) {
          if (raised == isRaised()) {
            clock.pass(LOOK);
          }
        }
      }
    }
  }

  private boolean isRaised() {
    return stacks.stores().entrySet().stream()
        .allMatch(
            store ->
                twin.s3()
                    .isThere(
                        store.getValue(),
                        S3Flags.key("aws-three-regions", IRELAND),
                        clock.instant()));
  }

  private ProcessBuilder command(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("-f", topology.toString(), "--by", "anna"));
    ProcessBuilder builder =
        FairleadProcess.withKeys("s3=" + twin.endpoint(), all.toArray(String[]::new));
    builder
        .environment()
        .put(
            "FAIRLEAD_NAMESERVERS",
            twin.route53().nameServers().stream()
                .map(EvacuateAndWaitTest::text)
                .collect(Collectors.joining(",")));
    return builder;
  }

  private static String text(InetSocketAddress server) {
    return server.getAddress().getHostAddress() + ":" + server.getPort();
  }
}
