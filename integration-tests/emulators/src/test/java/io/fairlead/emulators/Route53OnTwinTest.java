package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.zone.HostedZone;
import io.fairlead.aws.zone.Route53Director;
import io.fairlead.contract.AliasDirectorContract;
import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import io.fairlead.port.TrafficDirector;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Route 53 on the twin. */
class Route53OnTwinTest extends AliasDirectorContract {
  private static final Where CHANGE = new Where("route53", "", "ChangeResourceRecordSets");
  private static final Where LIST = new Where("route53", "", "ListResourceRecordSets");

  private OnTwin on;
  private String id;
  private Route53Director director;

  @BeforeEach
  void makeZone() throws IOException {
    on = new OnTwin();
    id = on.twin.route53().zone(zone());
    Map<String, String> checks = new TreeMap<>();
    for (String region :
        List.of("eu-west", "eu-north", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9")) {
      String check = "check-" + region;
      on.twin.route53().healthCheck(check);
      checks.put(region + "/default", check);
    }
    ADDRESSES.forEach(
        (target, addresses) ->
            on.twin.route53().loadBalancer(target.dnsName(), target.hostedZone(), addresses, true));
    director = director(checks);
  }

  @AfterEach
  void stop() {
    on.close();
  }

  @Override
  protected TrafficDirector director() {
    return director;
  }

  @Override
  protected String zone() {
    return "orders.test";
  }

  @Override
  protected Instant now() {
    return on.clock.instant();
  }

  @Test
  void a_tick_that_finds_its_epoch_reads_the_epoch_record_alone() {
    change(0, 1, create(record("eu-west", 1)));
    known();
    on.twin.forgetCalls();

    known();

    assertThat(on.twin.calls())
        .singleElement()
        .satisfies(call -> assertThat(call.parameter("maxitems")).isEqualTo("1"));
  }

  @Test
  void after_five_minutes_the_records_are_read_whole_again() {
    change(0, 1, create(record("eu-west", 1)));
    known();
    on.twin.forgetCalls();
    on.clock.pass(Duration.ofMinutes(5));

    known();

    assertThat(on.twin.calls()).hasSize(2);
  }

  @Test
  void a_change_whose_answer_is_lost_is_unknown_and_is_found_by_the_next_read() {
    on.twin.faults().add(CHANGE, new Fault.CutAfter(), 1);

    assertThat(change(0, 1, create(record("eu-west", 1)))).isInstanceOf(ApplyOutcome.Unknown.class);
    assertThat(known().epoch()).isEqualTo(1);
  }

  @Test
  void a_throttled_change_and_one_behind_another_may_be_tried_again() {
    for (String code : List.of("Throttling", "PriorRequestNotComplete")) {
      on.twin.faults().add(CHANGE, new Fault.Refused(400, code), 1);

      assertThat(change(0, 1, create(record("eu-west", 1))))
          .isInstanceOfSatisfying(
              ApplyOutcome.Refused.class,
              refused -> {
                assertThat(refused.retryable()).isTrue();
                assertThat(refused.why()).contains(code, "route53:ChangeResourceRecordSets");
              });
    }
    assertThat(known().epoch()).isZero();
  }

  @Test
  void a_page_that_cannot_be_had_makes_the_zone_unreadable_and_never_smaller() {
    change(0, 1, create(record("eu-west", 1)));
    on.clock.pass(Duration.ofMinutes(6));
    on.twin
        .faults()
        .add(
            call -> LIST.test(call) && call.parameter("maxitems").equals("300"),
            Fault.Refused.throttled());

    assertThat(read()).isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void a_record_that_a_person_changed_makes_the_next_batch_a_conflict() {
    WeightedRecord west = record("eu-west", 100);
    change(0, 1, create(west));
    director = director(Map.of("eu-west/default", "check-eu-west"));
    personSets(west, west.withWeight(7));

    assertThat(change(1, 2, new RecordChange(west, west.withWeight(0))))
        .isInstanceOf(ApplyOutcome.Conflict.class);
    on.clock.pass(Duration.ofMinutes(6));
    assertThat(known().records().values()).containsExactly(west.withWeight(7));
  }

  @Test
  void a_record_that_a_person_changed_is_told_until_it_is_as_the_epoch_record_says() {
    WeightedRecord west = record("eu-west", 100);
    change(0, 1, create(west));
    personSets(west, west.withWeight(7));
    director = director(Map.of("eu-west/default", "check-eu-west"));

    known();
    assertThat(director.findings().get(zone()))
        .startsWith("its records are not those of epoch 1: somebody else changed one");

    personSets(west.withWeight(7), west);
    on.clock.pass(Duration.ofMinutes(6));
    known();
    assertThat(director.findings()).isEmpty();
  }

  @Test
  void a_record_whose_health_check_was_never_made_is_refused_before_anything_is_sent() {
    director = director(Map.of());
    on.twin.forgetCalls();

    assertThat(change(0, 1, create(record("eu-west", 1))))
        .isInstanceOfSatisfying(
            ApplyOutcome.Refused.class,
            refused -> assertThat(refused.why()).contains("eu-west/default"));
    assertThat(on.twin.calls())
        .extracting(Call::operation)
        .doesNotContain("ChangeResourceRecordSets");
  }

  @Test
  void a_zone_of_another_fleet_is_unreadable_and_is_named() {
    change(0, 1, create(record("eu-west", 1)));
    Route53Director other = new Route53Director(on.route53(), "bank", zones(Map.of()));

    assertThat(other.zones(new TreeSet<>(List.of(zone())), deadline()).get(zone()))
        .isInstanceOfSatisfying(
            Reading.Unreadable.class,
            dark -> assertThat(dark.why()).contains("belongs to fleet " + OnTwin.FLEET));
  }

  @Test
  void after_a_change_of_its_own_it_reads_the_epoch_record_alone() {
    WeightedRecord west = record("eu-west", 1);
    change(0, 1, create(west));
    change(1, 2, new RecordChange(west, west.withWeight(2)));
    on.twin.forgetCalls();

    assertThat(known().records().values()).containsExactly(west.withWeight(2));
    assertThat(on.twin.calls()).hasSize(1);
  }

  @Test
  void a_change_is_followed_until_every_server_answers_it_and_who_does_not_is_told()
      throws IOException {
    List<java.net.InetSocketAddress> servers = on.twin.route53().nameServers();
    Route53Director following =
        Route53Director.withServers(on.route53(), OnTwin.FLEET, zones(allChecks()), servers);
    director = following;
    change(0, 1, create(record("eu-west", 1)));
    following.level(deadline());
    assertThat(following.findings().get(zone())).contains("PENDING");

    on.clock.pass(Duration.ofSeconds(40));
    on.twin.route53().behind(2, Duration.ofMinutes(1));
    following.level(deadline());
    assertThat(
            Route53Director.withServers(on.route53(), OnTwin.FLEET, zones(allChecks()), servers)
                .behind(zone(), deadline()))
        .hasValueSatisfying(who -> assertThat(who).contains(":" + servers.get(2).getPort()));
    assertThat(following.findings().get(zone()))
        .contains(":" + servers.get(2).getPort() + " still answers no epoch")
        .doesNotContain(":" + servers.get(1).getPort());

    on.twin.route53().behind(2, Duration.ZERO);
    assertThat(following.behind(zone(), deadline())).isEmpty();
    following.level(deadline());
    assertThat(following.findings()).isEmpty();
    on.twin.forgetCalls();
    following.level(deadline());
    assertThat(on.twin.calls()).isEmpty();
  }

  @Test
  void a_stranded_change_is_told_read_as_gone_and_submitted_again() {
    Instant before = now();
    Order order = order(0, 1, now().plusSeconds(600), create(record("eu-west", 1)));
    on.clock.pass(Duration.ofSeconds(1));
    apply(order);
    on.twin.route53().strand(id, before);

    director.level(deadline());

    assertThat(director.findings().get(zone())).contains("not known to Route 53");
    assertThat(known().epoch()).isZero();
    assertThat(apply(order)).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(known().epoch()).isEqualTo(1);
  }

  @Test
  void a_throttled_page_is_read_again_once_within_the_time() throws IOException {
    change(0, 1, create(record("eu-west", 1)));
    director = director(allChecks());
    on.twin.faults().add(LIST, Fault.Refused.throttled(), 1);

    assertThat(known().epoch()).isEqualTo(1);
  }

  @Test
  void hundreds_of_records_are_read_by_pages_within_the_limit_of_requests() {
    TreeSet<String> names = new TreeSet<>();
    for (int n = 0; n < 400; n++) {
      names.add("n%03d.%s".formatted(n, zone()));
    }
    TreeMap<String, HostedZone> many = new TreeMap<>();
    many.put(zone(), new HostedZone(zone(), id, names, new TreeMap<>(allChecks())));
    on.twin.route53().limit(5);
    director = new Route53Director(on.route53(), OnTwin.FLEET, many);
    List<String> all = List.copyOf(names);
    for (int batch = 0; batch < 8; batch++) {
      RecordChange[] changes =
          all.subList(batch * 50, batch * 50 + 50).stream()
              .map(name -> create(named(name)))
              .toArray(RecordChange[]::new);
      assertThat(change(batch, batch + 1, changes)).isEqualTo(new ApplyOutcome.Accepted());
    }

    director = new Route53Director(on.route53(), OnTwin.FLEET, many);
    assertThat(known().records()).hasSize(400);
  }

  @Test
  void addresses_of_both_families_change_in_one_batch() {
    WeightedRecord four = record("eu-west", 10);
    WeightedRecord six =
        new WeightedRecord(
            new RecordKey(four.key().name(), RecordType.AAAA, "eu-west"),
            four.ttl(),
            10,
            List.of("2001:db8::1"),
            four.healthCheck());

    assertThat(change(0, 1, create(four), create(six))).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(
            change(
                1,
                2,
                new RecordChange(four, four.withWeight(0)),
                new RecordChange(six, six.withWeight(0))))
        .isEqualTo(new ApplyOutcome.Accepted());

    director = director(allChecks());
    assertThat(known().records().values())
        .containsExactlyInAnyOrder(four.withWeight(0), six.withWeight(0));
  }

  @Test
  void records_of_others_and_aliases_are_never_read_as_ours_nor_touched() {
    on.twin
        .route53()
        .person(
            id,
            "<R><ChangeBatch><Changes>"
                + person(
                    "www." + zone(),
                    "<TTL>60</TTL><ResourceRecords><ResourceRecord><Value>"
                        + "192.0.2.99</Value></ResourceRecord></ResourceRecords>")
                + person(
                    "eu.orders." + zone(),
                    "<SetIdentifier>theirs</SetIdentifier><Weight>1"
                        + "</Weight><AliasTarget><HostedZoneId>"
                        + id
                        + "</HostedZoneId><DNSName>www."
                        + zone()
                        + ".</DNSName><EvaluateTargetHealth>false</EvaluateTargetHealth></AliasTarget>")
                + "</Changes></ChangeBatch></R>");
    assertThat(known().records()).isEmpty();

    WeightedRecord west = record("eu-west", 5);
    change(0, 1, create(west));
    change(1, 2, new RecordChange(west, null));

    assertThat(
            on.clients
                .route53()
                .listResourceRecordSets(list -> list.hostedZoneId(id))
                .resourceRecordSets())
        .extracting(set -> set.name() + " " + set.typeAsString())
        .contains("www." + zone() + ". A", "eu.orders." + zone() + ". A");
    assertThat(known().records()).isEmpty();
  }

  private static String person(String name, String inside) {
    return "<Change><Action>CREATE</Action><ResourceRecordSet><Name>%s.</Name><Type>A</Type>%s"
            .formatted(name, inside)
        + "</ResourceRecordSet></Change>";
  }

  private WeightedRecord named(String name) {
    return new WeightedRecord(
        new RecordKey(name, RecordType.A, "eu-west"),
        Duration.ofSeconds(60),
        1,
        List.of("192.0.2.1"),
        "eu-west/default");
  }

  private Map<String, String> allChecks() {
    return Map.of("eu-west/default", "check-eu-west", "eu-north/default", "check-eu-north");
  }

  private void personSets(WeightedRecord before, WeightedRecord after) {
    String changes = set("DELETE", before) + set("CREATE", after);
    on.twin
        .route53()
        .person(id, "<R><ChangeBatch><Changes>" + changes + "</Changes></ChangeBatch></R>");
  }

  private static String set(String action, WeightedRecord record) {
    return """
        <Change><Action>%s</Action><ResourceRecordSet><Name>%s.</Name><Type>A</Type>\
        <SetIdentifier>%s</SetIdentifier><Weight>%d</Weight><TTL>%d</TTL><ResourceRecords>\
        <ResourceRecord><Value>%s</Value></ResourceRecord></ResourceRecords>\
        <HealthCheckId>check-eu-west</HealthCheckId></ResourceRecordSet></Change>\
        """
        .formatted(
            action,
            record.key().name(),
            record.key().setIdentifier(),
            record.weight(),
            record.ttl().toSeconds(),
            record.values().getFirst());
  }

  private Route53Director director(Map<String, String> checks) {
    return new Route53Director(on.route53(), OnTwin.FLEET, zones(checks));
  }

  private TreeMap<String, HostedZone> zones(Map<String, String> checks) {
    return new TreeMap<>(
        Map.of(
            zone(),
            new HostedZone(
                zone(), id, new TreeSet<>(List.of("eu.orders." + zone())), new TreeMap<>(checks))));
  }
}
