package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.cycle.CycleOutcome;
import io.fairlead.cycle.SteerReport;
import io.fairlead.emulators.Emulator;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.health.VerdictEntry;
import io.fairlead.plan.Plan;
import io.fairlead.wiring.aws.imports.ZoneImporter;
import io.fairlead.wiring.region.Importer;
import io.fairlead.wiring.region.Importer.Imported;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.stack.AwsStacks;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
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

  private static final String WEST_BALANCER =
      "<HostedZoneId>Z32O12XQLNTSW2</HostedZoneId><DNSName>dualstack.shop-1.eu-west-1.elb.amazonaws.com"
          + ".</DNSName><EvaluateTargetHealth>false</EvaluateTargetHealth>";
  private static final String CENTRAL_BALANCER =
      "<HostedZoneId>Z3F0SRJ5LGBH90</HostedZoneId><DNSName>shop-2.elb.eu-central-1.amazonaws.com"
          + ".</DNSName><EvaluateTargetHealth>false</EvaluateTargetHealth>";

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

    assertThat(stacks.objection())
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .startsWith("functions outside a VPC do not reach node gw-1 of region"));
    assertThat(Example.homes(stacks, ZONE)).hasSize(2);
    firstPlanIsEmpty(done.topology());
    assertThat(stacks.topology().fleet().regions())
        .containsOnlyKeys("frankfurt", "ireland", "witness-us-east-1");
    assertThat(
            stacks.topology().fleet().region("ireland").floatingAddresses().get("front-1").nodes())
        .containsExactly("gw-1");
    assertThat(done.left()).allMatch(line -> line.startsWith("example.com "));
  }

  @Test
  void aliases_of_load_balancers_become_a_topology_whose_first_plan_is_empty() throws IOException {
    balanced();

    Imported.Done done = (Imported.Done) imported();

    assertThat(done.topology())
        .contains(
            "ireland: {loadBalancer: {name: shop-1.eu-west-1.elb.amazonaws.com, hostedZone:"
                + " Z32O12XQLNTSW2, ipAddressType: dualstack}",
            "frankfurt: {loadBalancer: {name: shop-2.elb.eu-central-1.amazonaws.com, hostedZone:"
                + " Z3F0SRJ5LGBH90, ipAddressType: ipv4}",
            "name: example.com, zone: example.com, demand");
    assertThat(Example.homes(Example.read(done.topology()), ZONE)).hasSize(3);
    assertThat(done.left())
        .containsExactlyInAnyOrder(
            "example.com NS: no fleet changes records of this type",
            "example.com SOA: no fleet changes records of this type");
    firstPlanIsEmpty(done.topology());
  }

  /** Of a group that is down in part no flag is raised: weights move. */
  @Test
  void a_service_that_falls_takes_the_imported_aliases_weight_away() throws IOException {
    balanced();
    alias("portal", "A", WEST, WEST_BALANCER);
    alias("portal", "A", CENTRAL, CENTRAL_BALANCER);
    Imported.Done done = (Imported.Done) imported();
    AwsStacks acting = Example.read(done.topology().replace("mode: observe", "mode: act"));
    try (Steering steering = new Steering(acting, twin, clients, clock)) {
      steered(steering, 8);

      steering.falls("example", "ireland");
      steered(steering, 6);
    }

    assertThat(aliases("example.com"))
        .containsExactlyInAnyOrder(
            "A ireland 0 dualstack.shop-1.eu-west-1.elb.amazonaws.com.",
            "AAAA ireland 255 dualstack.shop-1.eu-west-1.elb.amazonaws.com.",
            "A frankfurt 255 shop-2.elb.eu-central-1.amazonaws.com.");
    assertThat(aliases("portal.example.com"))
        .containsExactlyInAnyOrder(
            "A ireland 77 dualstack.shop-1.eu-west-1.elb.amazonaws.com.",
            "A frankfurt 178 shop-2.elb.eu-central-1.amazonaws.com.");
  }

  @Test
  void aliases_that_the_planner_would_change_are_named_with_why_and_left_alone() {
    balanced();
    alias("portal", "A", WEST, WEST_BALANCER.replace(">false<", ">true<"));
    alias(
        "single",
        "AAAA",
        Map.of("set", "ireland", "weight", "255", "check", CHECK_WEST),
        WEST_BALANCER);
    twin.route53()
        .loadBalancer("shop-3.us-west-2.elb.amazonaws.com", "Z1H1FL5HABSF5", List.of(), true);
    alias(
        "far",
        "A",
        Map.of("set", "oregon", "weight", "255", "check", CHECK_WEST),
        WEST_BALANCER
            .replace("dualstack.shop-1.eu-west-1", "shop-3.us-west-2")
            .replace("Z32O12XQLNTSW2", "Z1H1FL5HABSF5"));
    record("www", west, Map.of());
    alias(
        "inside",
        "A",
        Map.of("set", "ireland", "weight", "255", "check", CHECK_WEST),
        WEST_BALANCER
            .replace("dualstack.shop-1.eu-west-1.elb.amazonaws.com", "www.example.com")
            .replace("Z32O12XQLNTSW2", hosted));

    assertThat(((Imported.Done) imported()).left())
        .anyMatch(line -> line.startsWith("portal.example.com A: it evaluates its target's health"))
        .anyMatch(line -> line.startsWith("single.example.com AAAA: no A record of the same load"))
        .anyMatch(line -> line.startsWith("far.example.com A: its load balancer is in us-west-2"))
        .anyMatch(line -> line.startsWith("inside.example.com A: an alias that leads to no load"))
        .noneMatch(line -> line.startsWith("example.com A"));
  }

  /** The zone's own name, at two load balancers, of which one has addresses of both families. */
  private void balanced() {
    twin.route53()
        .loadBalancer(
            "shop-1.eu-west-1.elb.amazonaws.com",
            "Z32O12XQLNTSW2",
            List.of("192.0.2.10", "2001:db8::10"),
            true);
    twin.route53()
        .loadBalancer(
            "shop-2.elb.eu-central-1.amazonaws.com", "Z3F0SRJ5LGBH90", List.of("192.0.2.20"), true);
    alias("", "A", WEST, WEST_BALANCER);
    alias(
        "", "AAAA", Map.of("set", "ireland", "weight", "255", "check", CHECK_WEST), WEST_BALANCER);
    alias("", "A", CENTRAL, CENTRAL_BALANCER);
  }

  /** In mode observe and in mode act: every target is read, everything is Up, nothing is to do. */
  private void firstPlanIsEmpty(String topology) throws IOException {
    for (String mode : List.of("observe", "act")) {
      AwsStacks stacks = Example.read(topology.replace("mode: observe", "mode: " + mode));
      twin.forgetCalls();
      try (Steering steering = new Steering(stacks, twin, clients, clock)) {
        assertThat(steering.tick().outcome()).isInstanceOf(CycleOutcome.Journaled.class);
        List<SteerReport> reports = steered(steering, 6);
        for (SteerReport report : reports) {
          Plan plan = Objects.requireNonNull(report.decision()).plan();
          assertThat(plan.actions()).isEmpty();
          assertThat(plan.unreadable()).isEmpty();
        }
        var verdicts = Objects.requireNonNull(reports.getLast().state()).verdicts();
        assertThat(verdicts.entrySet().stream().filter(ImportTest::isDeployment))
            .isNotEmpty()
            .allSatisfy(held -> assertThat(held.getValue().verdict()).isEqualTo(Verdict.UP));
      }
      assertThat(twin.calls())
          .filteredOn(call -> !call.parameter("DryRun").equals("true"))
          .extracting(Call::operation)
          .contains("ListResourceRecordSets")
          .doesNotContain("ChangeResourceRecordSets", "AssociateAddress", "DisassociateAddress");
    }
  }

  private static boolean isDeployment(Map.Entry<Subject, VerdictEntry> held) {
    return held.getKey() instanceof Subject.OfDeployment;
  }

  private static List<SteerReport> steered(Steering steering, int ticks) {
    List<SteerReport> reports = new ArrayList<>();
    for (int tick = 0; tick < ticks; tick++) {
      reports.add(steering.tick());
    }
    return reports;
  }

  /** The aliases of a name: type, set identifier, weight and target as stored. */
  private List<String> aliases(String name) {
    return clients
        .route53()
        .listResourceRecordSets(list -> list.hostedZoneId(hosted))
        .resourceRecordSets()
        .stream()
        .filter(set -> set.aliasTarget() != null && set.name().equals(name + "."))
        .map(
            set ->
                "%s %s %d %s"
                    .formatted(
                        set.typeAsString(),
                        set.setIdentifier(),
                        set.weight(),
                        set.aliasTarget().dnsName()))
        .toList();
  }

  private void alias(String label, String type, Map<String, String> weighted, String target) {
    person(
        (label.isEmpty() ? "" : label + ".") + "example.com.",
        type,
        weighted,
        "<AliasTarget>" + target + "</AliasTarget>");
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
    assertThat(Example.homes(Example.read(done.topology()), ZONE)).hasSize(2);
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
        .doesNotHaveDuplicates()
        .anyMatch(
            line -> line.startsWith("halves.example.com A: weights frankfurt 50, ireland 50 are"))
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
    person(
        label + ".example.com.",
        weighted.getOrDefault("type", "A"),
        weighted,
        "<TTL>60</TTL><ResourceRecords><ResourceRecord><Value>"
            + value
            + "</Value></ResourceRecord></ResourceRecords>");
  }

  private void person(String name, String type, Map<String, String> weighted, String answer) {
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
                    + "<Name>%s</Name><Type>%s</Type>%s%s%s"
                    + "</ResourceRecordSet></Change></Changes></ChangeBatch></R>")
                .formatted(name, type, set, answer, check));
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
