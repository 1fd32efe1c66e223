package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.zone.HostedZone;
import io.fairlead.aws.zone.Route53Director;
import io.fairlead.emulators.twin.Call;
import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import io.fairlead.traffic.AliasTarget;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** Alias records of the fleet and of others in a zone of the twin, at the zone's own name. */
class AliasesOnTwinTest {
  private static final String ZONE = "shop.test";
  private static final String WEST_NAME = "shop-1.eu-west-1.elb.amazonaws.com";
  private static final String NORTH_NAME = "shop-2.elb.eu-north-1.amazonaws.com";
  private static final AliasTarget WEST = new AliasTarget("Z32O12XQLNTSW2", WEST_NAME, false);
  private static final AliasTarget NORTH = new AliasTarget("Z1UDT6IFJ4EJM", NORTH_NAME, false);

  private OnTwin on;
  private String id;
  private Route53Director director;

  @BeforeEach
  void makeZone() throws IOException {
    on = new OnTwin();
    id = on.twin.route53().zone(ZONE);
    on.twin.route53().healthCheck("check-eu-west");
    on.twin.route53().healthCheck("check-eu-north");
    balancer(WEST, true, "192.0.2.10", "192.0.2.11", "2001:db8::10");
    balancer(NORTH, true, "192.0.2.20");
    director = new Route53Director(on.route53(), OnTwin.FLEET, zones());
  }

  @AfterEach
  void stop() {
    on.close();
  }

  @Test
  void an_alias_is_the_same_however_its_target_is_spelled_and_keeps_its_spelling() {
    WeightedRecord west = alias("eu-west", 100, WEST);
    personMakes(alias("Shop-1.EU-West-1.elb.amazonaws.com", false, "eu-west", 100));
    assertThat(known().records().values()).containsExactly(west);

    assertThat(change(0, 1, new RecordChange(west, west.withWeight(50))))
        .isEqualTo(new ApplyOutcome.Accepted());

    assertThat(stored()).containsExactly(WEST_NAME + ".");
    assertThat(known().records().values()).containsExactly(west.withWeight(50));
  }

  @Test
  void a_new_alias_is_spelled_as_the_console_does() {
    change(
        0,
        1,
        new RecordChange(null, alias("eu-west", 100, WEST)),
        new RecordChange(null, alias("eu-north", 100, NORTH)));

    assertThat(stored())
        .containsExactlyInAnyOrder("dualstack." + WEST_NAME + ".", NORTH_NAME + ".");
  }

  @Test
  void what_is_stored_of_an_alias_is_read_back_before_it_is_deleted() {
    WeightedRecord west = alias("eu-west", 100, WEST);
    change(0, 1, new RecordChange(null, west));
    on.twin.forgetCalls();

    change(1, 2, new RecordChange(west, west.withWeight(0)));

    assertThat(on.twin.calls())
        .extracting(Call::operation)
        .containsExactly(
            "ListResourceRecordSets", "ListResourceRecordSets", "ChangeResourceRecordSets");
  }

  @Test
  void an_alias_that_a_person_points_elsewhere_makes_the_next_batch_a_conflict_and_is_told() {
    WeightedRecord west = alias("eu-west", 100, WEST);
    for (String edit :
        List.of(
            alias("shop-9.eu-west-1.elb.amazonaws.com", false, "eu-west", 100),
            alias("dualstack." + WEST_NAME, true, "eu-west", 100),
            alias("dualstack." + WEST_NAME, false, "eu-west", 7))) {
      balancer(
          new AliasTarget("Z32O12XQLNTSW2", "shop-9.eu-west-1.elb.amazonaws.com", false), true);
      long epoch = known().epoch();
      change(epoch, epoch + 1, new RecordChange(known().records().get(west.key()), west));
      known();
      person("DELETE", alias("dualstack." + WEST_NAME, false, "eu-west", 100));
      personMakes(edit);

      assertThat(change(epoch + 1, epoch + 2, new RecordChange(west, west.withWeight(0))))
          .isInstanceOf(ApplyOutcome.Conflict.class);
      assertThat(known().records().get(west.key())).isNotEqualTo(west);
      assertThat(director.findings().get(ZONE)).contains("somebody else changed one");
    }
  }

  @Test
  void an_alias_to_another_record_is_never_touched_and_a_record_it_stands_in_the_way_of_names_it() {
    personMakes(
        "<Name>www.shop.test.</Name><Type>A</Type><TTL>60</TTL><ResourceRecords><ResourceRecord>"
            + "<Value>192.0.2.99</Value></ResourceRecord></ResourceRecords>");
    personMakes(alias("www.shop.test", false, "eu-west", 1).replace("Z32O12XQLNTSW2", id));
    WeightedRecord west = alias("eu-west", 100, WEST);
    assertThat(known().records()).isEmpty();

    assertThat(change(0, 1, new RecordChange(null, west)))
        .isInstanceOfSatisfying(
            ApplyOutcome.Conflict.class,
            conflict ->
                assertThat(conflict.found())
                    .contains("shop.test.", "eu-west", "it already exists"));

    assertThat(stored()).containsExactly("www.shop.test.");
    assertThat(director.strangers(ZONE, deadline()))
        .containsExactly("shop.test A 'eu-west', an alias to www.shop.test.");
  }

  @Test
  void a_simple_alias_under_the_fleets_name_is_nobodys_to_change_but_its_owners() {
    personMakes(
        alias(WEST_NAME, false, "eu-west", 1)
            .replaceFirst("<SetIdentifier>.*</Weight>", "")
            .replaceFirst("<HealthCheckId>.*", ""));

    assertThat(known().records()).isEmpty();
    assertThat(change(0, 1, new RecordChange(null, alias("eu-north", 1, NORTH))))
        .isInstanceOfSatisfying(
            ApplyOutcome.Refused.class,
            refused -> assertThat(refused.why()).contains("a non-weighted set exists"));
    assertThat(stored()).containsExactly(WEST_NAME + ".");
    assertThat(director.strangers(ZONE, deadline()))
        .containsExactly("shop.test A, an alias to " + WEST_NAME + ".");
  }

  @Test
  void a_zone_that_the_load_balancers_name_does_not_lie_in_is_refused_with_route_53s_sentence() {
    AliasTarget wrong = new AliasTarget("Z215JYRZR1TBD5", WEST_NAME, false);

    assertThat(change(0, 1, new RecordChange(null, alias("eu-west", 1, wrong))))
        .isInstanceOfSatisfying(
            ApplyOutcome.Refused.class,
            refused -> {
              assertThat(refused.why()).contains(WEST_NAME, "does not lie within the target zone");
              assertThat(refused.retryable()).isFalse();
            });
  }

  @Test
  void every_server_answers_the_load_balancers_addresses_under_its_ttl() throws IOException {
    List<InetSocketAddress> servers = on.twin.route53().nameServers();
    director = Route53Director.withServers(on.route53(), OnTwin.FLEET, zones(), servers);
    WeightedRecord west = alias("eu-west", 100, WEST);
    WeightedRecord north = alias("eu-north", 0, NORTH);
    change(0, 1, new RecordChange(null, west), new RecordChange(null, north));
    on.clock.pass(Duration.ofSeconds(40));
    director.level(deadline());
    assertThat(director.findings()).isEmpty();

    for (InetSocketAddress server : servers) {
      assertThat(asked(server)).containsExactlyInAnyOrder("60 192.0.2.10", "60 192.0.2.11");
    }

    change(
        1,
        2,
        new RecordChange(west, west.withWeight(0)),
        new RecordChange(north, north.withWeight(100)));
    on.clock.pass(Duration.ofSeconds(40));
    director.level(deadline());

    assertThat(director.findings()).isEmpty();
    assertThat(asked(servers.getFirst())).containsExactly("60 192.0.2.20");
  }

  @Test
  void only_an_alias_that_evaluates_its_target_leaves_by_what_the_load_balancer_thinks()
      throws IOException {
    InetSocketAddress server = on.twin.route53().nameServers().getFirst();
    WeightedRecord west = alias("eu-west", 100, WEST);
    change(0, 1, new RecordChange(null, west), new RecordChange(null, alias("eu-north", 0, NORTH)));
    balancer(WEST, false, "192.0.2.10");
    assertThat(asked(server)).containsExactly("60 192.0.2.10");

    person("DELETE", alias("dualstack." + WEST_NAME, false, "eu-west", 100));
    personMakes(alias("dualstack." + WEST_NAME, true, "eu-west", 100));

    assertThat(asked(server)).containsExactly("60 192.0.2.20");
  }

  private void balancer(AliasTarget target, boolean healthy, String... addresses) {
    on.twin
        .route53()
        .loadBalancer(target.dnsName(), target.hostedZone(), List.of(addresses), healthy);
  }

  private static WeightedRecord alias(String region, int weight, AliasTarget target) {
    return WeightedRecord.alias(
        new RecordKey(ZONE, RecordType.A, region), weight, target, region + "/default");
  }

  /** A record set as a person writes it. */
  private static String alias(String target, boolean evaluates, String region, int weight) {
    return """
        <Name>shop.test.</Name><Type>A</Type><SetIdentifier>%s</SetIdentifier><Weight>%d</Weight>\
        <AliasTarget><HostedZoneId>Z32O12XQLNTSW2</HostedZoneId><DNSName>%s</DNSName>\
        <EvaluateTargetHealth>%s</EvaluateTargetHealth></AliasTarget>\
        <HealthCheckId>check-%s</HealthCheckId>\
        """
        .formatted(region, weight, target, evaluates, region);
  }

  private void personMakes(String set) {
    person("CREATE", set);
  }

  private void person(String action, String set) {
    on.twin
        .route53()
        .person(
            id,
            ("<R><ChangeBatch><Changes><Change><Action>%s</Action><ResourceRecordSet>%s"
                    + "</ResourceRecordSet></Change></Changes></ChangeBatch></R>")
                .formatted(action, set));
  }

  /** The targets of the zone's aliases, as they are stored. */
  private List<String> stored() {
    return on
        .clients
        .route53()
        .listResourceRecordSets(list -> list.hostedZoneId(id))
        .resourceRecordSets()
        .stream()
        .filter(set -> set.aliasTarget() != null)
        .map(set -> set.aliasTarget().dnsName())
        .toList();
  }

  private static List<String> asked(InetSocketAddress server) throws IOException {
    Record question = Record.newRecord(Name.fromString(ZONE + "."), Type.A, DClass.IN);
    Message answer = new SimpleResolver(server).send(Message.newQuery(question));
    return answer.getSection(Section.ANSWER).stream()
        .map(record -> record.getTTL() + " " + record.rdataToString())
        .toList();
  }

  private RecordSets known() {
    return switch (director.zones(new TreeSet<>(List.of(ZONE)), deadline()).get(ZONE)) {
      case Reading.Known<RecordSets>(RecordSets sets) -> sets;
      case Reading.Unreadable<RecordSets>(String why) -> throw new AssertionError(why);
    };
  }

  private ApplyOutcome change(long from, long to, RecordChange... changes) {
    RecordBatch batch = new RecordBatch(ZONE, from, to, List.of(changes));
    Instant notAfter = on.clock.instant().plusSeconds(60);
    Order order = new Order("intent-" + to, new Step.ChangeRecords(batch), notAfter);
    return director.change(List.of(order), deadline()).getFirst();
  }

  private Instant deadline() {
    return on.clock.instant().plusSeconds(10);
  }

  private TreeMap<String, HostedZone> zones() {
    Map<String, String> checks =
        Map.of("eu-west/default", "check-eu-west", "eu-north/default", "check-eu-north");
    return new TreeMap<>(
        Map.of(
            ZONE, new HostedZone(ZONE, id, new TreeSet<>(List.of(ZONE)), new TreeMap<>(checks))));
  }
}
