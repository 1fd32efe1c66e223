package io.fairlead.emulators.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.dns.AzureDnsDirector;
import io.fairlead.contract.TrafficDirectorContract;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Reading;
import io.fairlead.port.TrafficDirector;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import io.fairlead.wiring.stack.AzureRole;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Azure DNS on the twin: what every director does, and which regions answer. */
class AzureDnsOnTwinTest extends TrafficDirectorContract {
  private static final String SET = "A/eu.orders";

  private DnsOnArm dns;
  private AzureDnsDirector director;

  @BeforeEach
  void makeZone() throws IOException {
    dns = new DnsOnArm();
    director = dns.director();
  }

  @AfterEach
  void stop() {
    dns.close();
  }

  @Override
  protected TrafficDirector director() {
    return director;
  }

  @Override
  protected String zone() {
    return DnsOnArm.ZONE;
  }

  @Override
  protected Instant now() {
    return dns.on.clock.instant();
  }

  private static WeightedRecord eu(String region, int weight, String... values) {
    return DnsOnArm.record(DnsOnArm.EU, region, weight, values);
  }

  @Test
  void a_tick_that_finds_its_epoch_reads_the_epoch_record_alone() {
    change(0, 1, create(record("eu-west", 1)));
    known();
    dns.on.twin.forgetCalls();

    known();

    assertThat(dns.on.twin.calls())
        .singleElement()
        .satisfies(call -> assertThat(call.path()).endsWith("/TXT/_fairlead"));
  }

  @Test
  void after_five_minutes_the_sets_are_read_again() {
    change(0, 1, create(record("eu-west", 1)));
    known();
    dns.on.twin.forgetCalls();
    dns.on.clock.pass(Duration.ofMinutes(5));

    known();

    assertThat(dns.operations()).containsExactly("RecordSets_Get", "RecordSets_ListByDnsZone");
  }

  @Test
  void a_failover_of_one_name_is_three_writes_and_one_read() {
    WeightedRecord west = eu("eu-west", 255, DnsOnArm.FRONT);
    WeightedRecord north = eu("eu-north", 0, "198.51.100.7");
    change(0, 1, create(west), create(north));
    known();
    dns.on.twin.forgetCalls();

    change(
        1,
        2,
        new RecordChange(west, west.withWeight(0)),
        new RecordChange(north, north.withWeight(255)));

    assertThat(dns.on.twin.calls()).hasSize(4).filteredOn(DnsOnArm::isWrite).hasSize(3);
    assertThat(dns.answers(SET)).containsExactly("198.51.100.7");
  }

  @Test
  void a_public_ip_that_answers_alone_is_an_alias_and_regions_with_a_weight_answer_alike() {
    WeightedRecord west = eu("eu-west", 255, DnsOnArm.FRONT);
    WeightedRecord north = eu("eu-north", 0, "198.51.100.7", "198.51.100.8");
    change(0, 1, create(west), create(north));
    assertThat(dns.answers(SET)).containsExactly("front-ip");

    change(1, 2, new RecordChange(north, north.withWeight(20)));
    assertThat(dns.answers(SET)).containsExactly("198.51.100.7", "198.51.100.8", DnsOnArm.FRONT);

    change(2, 3, new RecordChange(north.withWeight(20), null));
    assertThat(dns.answers(SET)).containsExactly("front-ip");
    assertThat(known().records().values()).containsExactly(west);

    change(3, 4, new RecordChange(west, null));
    assertThat(dns.body(SET)).isEmpty();
    assertThat(known().epoch()).isEqualTo(4);
  }

  @Test
  void all_zero_is_all_alike() {
    change(0, 1, create(eu("eu-west", 0, "192.0.2.1")), create(eu("eu-north", 0, "192.0.2.2")));

    assertThat(dns.answers(SET)).containsExactly("192.0.2.1", "192.0.2.2");
  }

  @Test
  void both_families_and_names_go_together_and_a_host_name_is_that_of_the_largest_weight() {
    WeightedRecord six =
        new WeightedRecord(
            new RecordKey(DnsOnArm.EU, RecordType.AAAA, "eu-west"),
            Duration.ofSeconds(60),
            255,
            List.of("2001:db8::7"),
            null);
    WeightedRecord small = name("us-east", 100, "east.example.net");
    WeightedRecord large = name("us-west", 155, "west.example.net");

    change(
        0,
        1,
        create(eu("eu-west", 255, DnsOnArm.FRONT)),
        create(six),
        create(small),
        create(large));

    assertThat(known().records().values()).contains(six, small, large).hasSize(4);
    assertThat(dns.answers("AAAA/eu.orders")).containsExactly("2001:db8:0:0:0:0:0:7");
    assertThat(dns.answers("CNAME/us.orders")).containsExactly("west.example.net");
    assertThat(dns.director().findings()).isEmpty();
  }

  @Test
  void sets_of_every_type_that_come_and_go_need_the_roles_actions_and_no_others() {
    WeightedRecord six =
        new WeightedRecord(
            new RecordKey(DnsOnArm.EU, RecordType.AAAA, "eu-west"),
            Duration.ofSeconds(60),
            1,
            List.of("2001:db8::7"),
            null);
    List<WeightedRecord> all =
        List.of(eu("eu-west", 1, "192.0.2.1"), six, name("us-east", 1, "east.example.net"));

    change(0, 1, all.stream().map(TrafficDirectorContract::create).toArray(RecordChange[]::new));
    assertThat(known().records().values()).containsExactlyInAnyOrderElementsOf(all);
    change(1, 2, all.stream().map(it -> new RecordChange(it, null)).toArray(RecordChange[]::new));
    assertThat(known().records()).isEmpty();

    SortedSet<String> role = new TreeSet<>(AzureRole.ZONES.actions());
    role.removeIf(action -> action.contains("/trafficManagerProfiles/"));
    assertThat(dns.on.twin.roles().asked()).isEqualTo(role);
  }

  private static WeightedRecord name(String region, int weight, String name) {
    return new WeightedRecord(
        new RecordKey(DnsOnArm.US, RecordType.CNAME, region),
        Duration.ofSeconds(60),
        weight,
        List.of(name),
        null);
  }

  @Test
  void what_dns_or_azure_does_not_take_is_refused_before_anything_is_sent() {
    change(0, 1, create(name("us-east", 1, "east.example.net")));
    dns.on.twin.forgetCalls();

    assertThat(change(1, 2, create(DnsOnArm.record(DnsOnArm.US, "us-west", 1, "192.0.2.1"))))
        .isInstanceOfSatisfying(
            ApplyOutcome.Refused.class,
            refused -> assertThat(refused.why()).contains("a host name beside addresses"));
    String[] many = IntStream.range(1, 22).mapToObj(i -> "192.0.2." + i).toArray(String[]::new);
    assertThat(change(1, 2, create(eu("eu-west", 1, many))))
        .isEqualTo(
            new ApplyOutcome.Refused(
                DnsOnArm.EU + " A would have 21 records; Azure DNS takes 20", false));
    assertThat(dns.on.twin.calls()).noneMatch(DnsOnArm::isWrite);
  }

  @Test
  void metadata_of_people_and_sets_under_other_names_stay_as_they_are() {
    change(0, 1, create(eu("eu-west", 1, "192.0.2.1")));
    dns.edit(SET, properties -> properties.withObjectProperty("metadata").put("team", "edge"));
    dns.on.put(dns.set("A/www"), "", "{\"TTL\": 3600, \"ARecords\": []}", java.util.Map.of());
    director = dns.director();

    change(1, 2, new RecordChange(eu("eu-west", 1, "192.0.2.1"), eu("eu-west", 9, "192.0.2.1")));

    assertThat(dns.body(SET).orElseThrow().path("properties").path("metadata").path("team"))
        .hasToString("\"edge\"");
    assertThat(dns.body("A/www")).isPresent();
    assertThat(director.findings()).isEmpty();
  }

  @Test
  void a_page_that_cannot_be_had_makes_the_zone_unreadable_and_never_smaller() {
    for (int i = 0; i < 120; i++) {
      dns.on.put(dns.set("A/a" + i), "", "{\"TTL\": 3600, \"ARecords\": []}", java.util.Map.of());
    }
    change(0, 1, create(eu("eu-west", 1, "192.0.2.1")));
    assertThat(known().records()).hasSize(1);
    director = dns.director();
    assertThat(known().records()).as("on the second page").hasSize(1);

    director = dns.director();
    dns.on
        .twin
        .faults()
        .add(call -> !call.parameter("$skipToken").isEmpty(), new Fault.Refused(503, "Busy"));
    assertThat(read()).isInstanceOf(Reading.Unreadable.class);
  }
}
