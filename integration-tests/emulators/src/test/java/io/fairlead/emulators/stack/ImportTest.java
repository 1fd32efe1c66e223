package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.zone.HostedZone;
import io.fairlead.aws.zone.Route53Director;
import io.fairlead.emulators.Emulator;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.port.Reading;
import io.fairlead.traffic.RecordSets;
import io.fairlead.wiring.aws.imports.ZoneImporter;
import io.fairlead.wiring.region.Importer;
import io.fairlead.wiring.region.Importer.Imported;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.stack.AwsStacks;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A zone that a person made, on the twin. */
class ImportTest {
  private static final String ZONE = "example.com";
  private static final String CHECK_WEST = "00000000-0000-4000-8000-000000000001";
  private static final String CHECK_CENTRAL = "00000000-0000-4000-8000-000000000002";
  private static final Map<String, String> WEST =
      Map.of("set", "ireland", "weight", "77", "check", CHECK_WEST);
  private static final Map<String, String> CENTRAL =
      Map.of("set", "frankfurt", "weight", "178", "check", CHECK_CENTRAL);

  private final TwinClock clock = new TwinClock(Instant.parse("2026-01-01T00:00:00Z"));
  private AwsTwin twin;
  private AwsClients clients;
  private String hosted;
  private String west;
  private String central;

  @BeforeEach
  void makeZone() throws IOException {
    twin = new AwsTwin(clock);
    clients = clients();
    hosted = twin.route53().zone(ZONE);
    twin.route53().healthCheck(CHECK_WEST);
    twin.route53().healthCheck(CHECK_CENTRAL);
    west = address("eu-west-1", "10.1.1.11");
    // The twin numbers the addresses of each location from 1.
    twin.ec2().networkInterface(Emulator.ACCOUNT, "eu-central-1", List.of("10.2.1.9"));
    twin.ec2().networkInterface(Emulator.ACCOUNT, "eu-central-1", List.of("10.2.1.10"));
    twin.ec2().networkInterface(Emulator.ACCOUNT, "eu-central-1", List.of("10.2.1.8"));
    central = address("eu-central-1", "10.2.1.11");
  }

  @AfterEach
  void stop() {
    clients.close();
    twin.close();
  }

  @Test
  void records_as_the_planner_wants_them_become_a_topology_whose_first_plan_is_empty()
      throws IOException {
    record("orders", west, WEST);
    record("orders", central, CENTRAL);

    Imported.Done done = (Imported.Done) imported();
    AwsStacks stacks = Example.read(done.topology());

    assertThat(stacks.objection()).isEmpty();
    assertThat(now(stacks).records()).hasSize(2).isEqualTo(Example.homes(stacks, ZONE));
    assertThat(stacks.topology().fleet().regions())
        .containsOnlyKeys("frankfurt", "ireland", "witness-us-east-1");
    assertThat(
            stacks.topology().fleet().region("ireland").floatingAddresses().get("front-1").nodes())
        .containsExactly("gw-1");
    assertThat(done.left()).allMatch(line -> line.startsWith("example.com "));
  }

  @Test
  void a_name_with_an_aaaa_record_beside_an_elastic_ip_is_left_out_by_name() throws IOException {
    record("orders", west, WEST);
    record("orders", central, CENTRAL);
    record("orders", "2001:db8::1", six(WEST));
    record("orders", "2001:db8::2", six(CENTRAL));
    record("portal", west, WEST);
    record("portal", central, CENTRAL);

    Imported.Done done = (Imported.Done) imported();

    assertThat(done.topology()).doesNotContain("address6").doesNotContain("orders.example.com");
    assertThat(Example.read(done.topology()).objection()).isEmpty();
    assertThat(done.left())
        .contains(
            "orders.example.com AAAA: nothing would move its address with the Elastic IP of the A"
                + " record");
  }

  private static Map<String, String> six(Map<String, String> weighted) {
    Map<String, String> six = new TreeMap<>(weighted);
    six.put("type", "AAAA");
    return six;
  }

  @Test
  void what_cannot_be_taken_over_as_it_is_is_named_with_why_and_left_alone() {
    record("orders", west, WEST);
    record("orders", central, CENTRAL);
    record("halves", west, Map.of("set", "ireland", "weight", "50", "check", CHECK_WEST));
    record("halves", central, Map.of("set", "frankfurt", "weight", "50", "check", CHECK_CENTRAL));
    record("bare", west, Map.of("set", "ireland", "weight", "255"));
    record(
        "elsewhere",
        "198.51.100.9",
        Map.of("set", "ireland", "weight", "255", "check", CHECK_WEST));
    record("www", west, Map.of());
    record("other", west, Map.of("set", "frankfurt", "weight", "255", "check", CHECK_CENTRAL));
    twin.forgetCalls();

    Imported.Done done = (Imported.Done) imported();

    assertThat(done.left())
        .anyMatch(
            line -> line.startsWith("halves.example.com A: weights {frankfurt=50, ireland=50}"))
        .anyMatch(line -> line.startsWith("bare.example.com A: no health check"))
        .anyMatch(line -> line.startsWith("elsewhere.example.com A: 198.51.100.9 is no attached"))
        .anyMatch(line -> line.startsWith("www.example.com A: not weighted"))
        .anyMatch(
            line -> line.startsWith("other.example.com A: 'frankfurt' stands for eu-central-1"));
    assertThat(done.topology()).contains("orders.example.com").doesNotContain("halves", "www");
    assertThat(twin.calls())
        .extracting(call -> call.operation())
        .containsOnly("ListResourceRecordSets", "DescribeAddresses");
  }

  @Test
  void a_zone_with_nothing_to_take_over_or_that_is_not_there_is_a_sentence() {
    assertThat(imported())
        .isInstanceOfSatisfying(
            Imported.Failed.class,
            failed -> assertThat(failed.why()).contains("no name of example.com"));

    hosted = "Z0000000000NOWHERE";
    assertThat(imported())
        .isInstanceOfSatisfying(
            Imported.Failed.class, failed -> assertThat(failed.why()).contains("NoSuchHostedZone"));
  }

  private Imported imported() {
    return new ZoneImporter(opening -> clients())
        .zone(
            new Importer.Request("shop", hosted, List.of("eu-west-1", "eu-central-1"), 443),
            new Opening("anna", clock),
            clock.instant().plusSeconds(60));
  }

  private RecordSets now(AwsStacks stacks) {
    HostedZone zone =
        new HostedZone(
            ZONE,
            hosted,
            new TreeSet<>(stacks.recordNames()),
            new TreeMap<>(
                Map.of("ireland/default", CHECK_WEST, "frankfurt/default", CHECK_CENTRAL)));
    Reading<RecordSets> read =
        new Route53Director(clients, "shop", new TreeMap<>(Map.of(ZONE, zone)))
            .zones(new TreeSet<>(List.of(ZONE)), clock.instant().plusSeconds(10))
            .get(ZONE);
    return ((Reading.Known<RecordSets>) read).value();
  }

  /** An Elastic IP that sits on an interface. */
  private String address(String location, String privateIp) {
    String allocation = twin.ec2().allocation(Emulator.ACCOUNT, location, Map.of());
    String carrier = twin.ec2().networkInterface(Emulator.ACCOUNT, location, List.of(privateIp));
    clients
        .ec2(location)
        .associateAddress(to -> to.allocationId(allocation).networkInterfaceId(carrier));
    return clients
        .ec2(location)
        .describeAddresses(ask -> ask.allocationIds(allocation))
        .addresses()
        .getFirst()
        .publicIp();
  }

  private void record(String label, String value, Map<String, String> weighted) {
    String set =
        weighted.isEmpty()
            ? ""
            : "<SetIdentifier>%s</SetIdentifier><Weight>%s</Weight>"
                .formatted(weighted.get("set"), weighted.get("weight"));
    String check =
        weighted.containsKey("check")
            ? "<HealthCheckId>" + weighted.get("check") + "</HealthCheckId>"
            : "";
    twin.route53()
        .person(
            hosted,
            ("<R><ChangeBatch><Changes><Change><Action>CREATE</Action><ResourceRecordSet>"
                    + "<Name>%s.example.com.</Name><Type>%s</Type>%s<TTL>60</TTL><ResourceRecords>"
                    + "<ResourceRecord><Value>%s</Value></ResourceRecord></ResourceRecords>%s"
                    + "</ResourceRecordSet></Change></Changes></ChangeBatch></R>")
                .formatted(label, weighted.getOrDefault("type", "A"), set, value, check));
  }

  private AwsClients clients() {
    return new AwsClients(
        new AwsAccess(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(Emulator.ACCOUNT, "secret")),
            (service, location) -> Optional.of(twin.endpoint()),
            clock));
  }
}
