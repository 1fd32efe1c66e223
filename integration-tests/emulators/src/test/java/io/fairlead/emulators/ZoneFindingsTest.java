package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.Route53Calls;
import io.fairlead.aws.client.Share;
import io.fairlead.aws.zone.HostedZone;
import io.fairlead.aws.zone.Route53Director;
import io.fairlead.emulators.twin.Call;
import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is found amiss in a zone, and what only looks amiss. */
class ZoneFindingsTest {
  private static final String ZONE = "orders.test";
  private static final String EU = "eu." + ZONE;
  private static final String US = "us." + ZONE;

  private OnTwin on;
  private String id;

  @BeforeEach
  void makeZone() throws IOException {
    on = new OnTwin();
    id = on.twin.route53().zone(ZONE);
    on.twin.route53().healthCheck("check-west");
  }

  @AfterEach
  void stop() {
    on.close();
  }

  @Test
  void what_another_function_writes_between_the_two_reads_of_a_zone_is_no_edit() {
    WeightedRecord eu = record(EU, 100);
    Route53Director other = director(on.clients, EU);
    write(other, 0, new RecordChange(null, eu));
    on.twin.forgetCalls();
    AtomicBoolean due = new AtomicBoolean(true);
    InstantSource between =
        () -> {
          if (isStampRead() && due.getAndSet(false)) {
            write(other, 1, new RecordChange(eu, eu.withWeight(7)));
          }
          return on.clock.instant();
        };
    try (AwsClients clients = on.clients(OnTwin.ACCOUNT, between)) {
      Route53Director reading = director(clients, EU);

      assertThat(read(reading))
          .isEqualTo(new Reading.Unreadable<>(ZONE + " was changed while it was read"));
      assertThat(due).isFalse();
      assertThat(reading.findings()).isEmpty();

      assertThat(read(reading))
          .isInstanceOfSatisfying(
              Reading.Known.class,
              known ->
                  assertThat(((RecordSets) known.value()).records().values())
                      .containsExactly(eu.withWeight(7)));
      assertThat(reading.findings()).isEmpty();
    }
  }

  @Test
  void records_of_a_name_that_the_epoch_record_was_not_written_for_are_no_edit() {
    write(director(on.clients, EU), 0, new RecordChange(null, record(EU, 100)));
    person("CREATE", US, 5);
    Route53Director grown = director(on.clients, EU, US);

    read(grown);
    assertThat(grown.findings()).isEmpty();

    write(grown, 1, new RecordChange(record(US, 5), record(US, 6)));
    person("DELETE", US, 6);
    person("CREATE", US, 9);
    Route53Director fresh = director(on.clients, EU, US);
    read(fresh);
    assertThat(fresh.findings().get(ZONE)).contains("epoch 2", "somebody else changed one");
  }

  @Test
  void a_change_that_is_late_is_told_until_every_server_answers_it() throws IOException {
    Route53Director following = following();
    write(following, 0, new RecordChange(null, record(EU, 1)));
    on.twin.route53().behind(2, Duration.ofMinutes(30));
    assertThat(following.changing()).containsExactly(ZONE);
    on.clock.pass(Duration.ofMinutes(11));

    following.level(on.clock.instant().plusSeconds(10));
    assertThat(following.changing()).isEmpty();
    assertThat(following.findings().get(ZONE)).contains("still answers no epoch");

    on.twin.route53().behind(2, Duration.ZERO);
    following.level(on.clock.instant().plusSeconds(10));
    assertThat(following.findings()).isEmpty();
  }

  @Test
  void a_change_that_another_function_followed_by_one_of_its_own_is_not_waited_for()
      throws IOException {
    Route53Director following = following();
    WeightedRecord eu = record(EU, 1);
    write(following, 0, new RecordChange(null, eu));
    write(director(on.clients, EU), 1, new RecordChange(eu, eu.withWeight(2)));
    on.clock.pass(Duration.ofMinutes(11));

    following.level(on.clock.instant().plusSeconds(10));

    assertThat(following.findings()).isEmpty();
  }

  private Route53Director following() throws IOException {
    return Route53Director.withServers(
        on.route53(), OnTwin.FLEET, zones(EU), on.twin.route53().nameServers());
  }

  private boolean isStampRead() {
    return on.twin.calls().stream()
        .filter((Call call) -> call.operation().equals("ListResourceRecordSets"))
        .anyMatch(call -> call.parameter("maxitems").equals("1"));
  }

  private void write(Route53Director director, long from, RecordChange change) {
    Instant until = on.clock.instant().plusSeconds(60);
    Order order =
        new Order(
            "intent-" + from,
            new Step.ChangeRecords(new RecordBatch(ZONE, from, from + 1, List.of(change))),
            until);
    assertThat(director.change(List.of(order), until)).containsExactly(new ApplyOutcome.Accepted());
  }

  private Reading<RecordSets> read(Route53Director director) {
    Instant deadline = on.clock.instant().plusSeconds(10);
    return Objects.requireNonNull(director.zones(new TreeSet<>(List.of(ZONE)), deadline).get(ZONE));
  }

  private Route53Director director(AwsClients clients, String... names) {
    return new Route53Director(
        Route53Calls.of(clients, Share.ofRegions(1)), OnTwin.FLEET, zones(names));
  }

  private TreeMap<String, HostedZone> zones(String... names) {
    TreeMap<String, String> checks = new TreeMap<>(Map.of("west/default", "check-west"));
    HostedZone zone = new HostedZone(ZONE, id, new TreeSet<>(List.of(names)), checks);
    return new TreeMap<>(Map.of(ZONE, zone));
  }

  private static WeightedRecord record(String name, int weight) {
    return new WeightedRecord(
        new RecordKey(name, RecordType.A, "west"),
        Duration.ofSeconds(60),
        weight,
        List.of("192.0.2.1"),
        "west/default");
  }

  private void person(String action, String name, int weight) {
    on.twin
        .route53()
        .person(
            id,
            """
            <R><ChangeBatch><Changes><Change><Action>%s</Action><ResourceRecordSet><Name>%s.</Name>\
            <Type>A</Type><SetIdentifier>west</SetIdentifier><Weight>%d</Weight><TTL>60</TTL>\
            <ResourceRecords><ResourceRecord><Value>192.0.2.1</Value></ResourceRecord>\
            </ResourceRecords><HealthCheckId>check-west</HealthCheckId></ResourceRecordSet>\
            </Change></Changes></ChangeBatch></R>\
            """
                .formatted(action, name, weight));
  }
}
