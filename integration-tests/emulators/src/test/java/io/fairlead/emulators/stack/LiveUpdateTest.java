package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.zone.Route53Director;
import io.fairlead.emulators.Emulator;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.journal.Step;
import io.fairlead.parts.Workspace;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordDiff;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import io.fairlead.wiring.aws.AwsPorts;
import io.fairlead.wiring.stack.AwsStacks;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import tools.jackson.databind.node.ObjectNode;

/**
 * The global stack is updated while the fleet it belongs to is at work: the director has moved
 * weights, and what it wrote stays as it is.
 */
class LiveUpdateTest {
  private static final String ZONE = "orders.example.com";
  private static final String WEST =
      "      west: {name: west.orders.example.com, demand: 10, residency: [EU], shares: {paris: 100}}\n";

  private static final RecordKey WEST_IN_PARIS =
      new RecordKey("west.orders.example.com", RecordType.A, "paris");

  private final TwinClock clock = new TwinClock(Instant.parse("2026-01-01T00:00:00Z"));
  private AwsTwin twin;
  private AwsClients clients;
  private TwinStack stack;
  private String hosted;

  /** A fleet with its records at home, but for Ireland, which gets nothing in the north. */
  @BeforeEach
  void liveFleet() throws IOException {
    twin = new AwsTwin(clock);
    clients =
        new AwsClients(
            new AwsAccess(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(Emulator.ACCOUNT, "secret")),
                (service, location) -> Optional.of(twin.endpoint()),
                clock,
                clock::pass));
    hosted = twin.route53().zone(ZONE);
    stack = new TwinStack(clients);
    update(example());
    Director director = new Director(named(example()));
    director.write(director.homes(), 1);
    SortedMap<RecordKey, WeightedRecord> drained = director.homes();
    drained.computeIfPresent(north("ireland"), (key, record) -> record.withWeight(0));
    drained.computeIfPresent(north("frankfurt"), (key, record) -> record.withWeight(255));
    director.write(drained, 7);
  }

  @AfterEach
  void stop() {
    clients.close();
    twin.close();
  }

  @Test
  void a_partition_more_changes_nothing_in_the_stack_and_gets_its_records_from_the_director()
      throws IOException {
    RecordSets before = new Director(named(example())).read();
    String more = example().replace("    deployments:\n", WEST + "    deployments:\n");
    twin.forgetCalls();

    assertThat(update(more)).isEmpty();

    assertThat(twin.calls()).isEmpty();
    Director director = new Director(named(more));
    assertThat(director.read()).isEqualTo(before);
    assertThat(director.findings()).isEmpty();
    SortedMap<RecordKey, WeightedRecord> wanted = director.homes();
    wanted.putAll(before.records());
    assertThat(director.write(wanted, 9)).hasSize(3).allMatch(change -> change.before() == null);
    assertThat(director.read().records()).hasSize(9).containsAllEntriesOf(before.records());
    assertThat(director.findings()).isEmpty();
  }

  @Test
  void a_region_more_adds_its_checks_and_its_records_wait_until_their_ids_are_known()
      throws IOException {
    RecordSets before = new Director(named(example())).read();
    Map<String, String> old = Map.copyOf(stack.ids());
    String unnamed = named(withStockholm());

    assertThat(update(withStockholm()))
        .hasSize(5)
        .allSatisfy((id, what) -> assertThat(what).isEqualTo("created"));

    assertThat(stack.ids()).containsAllEntriesOf(old);
    Director unknowing = new Director(unnamed);
    SortedMap<RecordKey, WeightedRecord> wanted = unknowing.homes();
    wanted.putAll(before.records());
    assertThat(unknowing.order(wanted, 9))
        .isEqualTo(
            new ApplyOutcome.Refused(
                "no health check of orders.example.com is named stockholm/default: deploy it first",
                false));
    Director director = new Director(named(withStockholm()));
    assertThat(director.read()).isEqualTo(before);
    assertThat(director.write(wanted, 9)).hasSize(2).allMatch(change -> change.before() == null);
    assertThat(director.read().records()).hasSize(8).containsAllEntriesOf(before.records());
    assertThat(director.findings()).isEmpty();
  }

  @Test
  void a_region_less_loses_its_records_to_the_director_before_the_stack_takes_its_checks()
      throws IOException {
    update(withStockholm());
    Director with = new Director(named(withStockholm()));
    with.write(with.homes(), 8);

    Director without = new Director(named(example()));
    assertThat(without.write(without.homes(), 9))
        .hasSize(2)
        .allMatch(change -> change.after() == null);
    assertThat(update(example()))
        .hasSize(5)
        .allSatisfy((id, what) -> assertThat(what).isEqualTo("deleted"));

    assertThat(without.read().records()).isEqualTo(without.homes());
    assertThat(without.findings()).isEmpty();
  }

  /** What the design keeps out, shown by a template that has a record. */
  @Test
  void a_template_that_had_records_would_put_back_what_the_fleet_has_moved() throws IOException {
    String more = example().replace("    deployments:\n", WEST + "    deployments:\n");
    Director director = new Director(named(more));
    assertThat(stack.deploy(owning(more, 255))).containsEntry("Record", "created");
    SortedMap<RecordKey, WeightedRecord> moved = director.homes();
    moved.computeIfPresent(WEST_IN_PARIS, (key, record) -> record.withWeight(0));
    director.write(moved, 12);
    assertThat(twin.route53().weight(hosted, "west.orders.example.com", "paris")).hasValue(0);

    assertThat(stack.deploy(owning(more, 200))).containsExactly(Map.entry("Record", "changed"));

    assertThat(twin.route53().weight(hosted, "west.orders.example.com", "paris")).hasValue(200);
    Director later = new Director(named(more));
    later.read();
    assertThat(later.findings()).contains("somebody else changed one");
  }

  /** The template of a topology with Paris's record of the west in it. */
  private ObjectNode owning(String topology, int weight) throws IOException {
    AwsStacks stacks = Example.read(topology);
    ObjectNode template = TemplateChecks.template(stacks);
    ObjectNode record =
        ((ObjectNode) template.path("Resources"))
            .putObject("Record")
            .put("Type", "AWS::Route53::RecordSet")
            .putObject("Properties");
    record.put("HostedZoneId", hosted).put("Name", "west.orders.example.com.").put("Type", "A");
    record.put("TTL", "60").put("SetIdentifier", "paris").put("Weight", weight);
    record.put("HealthCheckId", TemplateChecks.out(stack, stacks).get("paris/default"));
    record.putArray("ResourceRecords").add("203.0.113.30");
    return template;
  }

  private static RecordKey north(String region) {
    return new RecordKey("north.orders.example.com", RecordType.A, region);
  }

  private SortedMap<String, String> update(String topology) throws IOException {
    AwsStacks stacks = Example.read(topology);
    TemplateChecks.watched(twin, stacks);
    return stack.deploy(TemplateChecks.template(stacks));
  }

  private String example() throws IOException {
    return Files.readString(Workspace.top().resolve("examples/aws-three-regions.yaml"))
        .replace("Z0123456789ABCDEFGHIJ", hosted);
  }

  /** A fourth region, which keeps no flags. */
  private String withStockholm() throws IOException {
    return example()
        .replace(
            "zones:\n",
            """
              stockholm:
                cloud: aws
                location: eu-north-1
                jurisdiction: EU
                aws: {table: fairlead-aws-three-regions}
                probes: [orders]
                nodes:
                  gw-1: {interface: eni-0d1b2c3d4e5f60001/10.4.1.12, host: 198.51.100.41}
                  gw-2: {interface: eni-0d1b2c3d4e5f60002/10.4.2.12, host: 198.51.100.42}
                floatingAddresses:
                  front: {address: 203.0.113.40, allocation: eipalloc-0d1b2c3d4e5f60718, nodes: [gw-1, gw-2]}
            zones:
            """)
        .replace(
            "table: fairlead-aws-three-regions-register}",
            "table: fairlead-aws-three-regions-register, cells: [ireland, frankfurt, paris]}")
        .replace(
            "      paris:     {floatingAddress",
            "      stockholm: {floatingAddress: front, capacity: 500}\n      paris:     {floatingAddress");
  }

  /** A topology that names the checks which are deployed. */
  private String named(String topology) throws IOException {
    AwsStacks stacks = Example.read(topology);
    return topology.replace(
        hosted + "}}",
        hosted
            + ", checks: "
            + TemplateChecks.out(stack, stacks).toString().replace("=", ": ")
            + "}}");
  }

  /** The director of a topology, and the planner's comparison. */
  private final class Director {
    private final AwsStacks stacks;
    private final Route53Director director;

    Director(String topology) throws IOException {
      stacks = Example.read(topology);
      try (AwsPorts ports =
          new AwsPorts(stacks.topology(), new AwsPorts.Caller("paris", "fairlead"), clients)) {
        director = ports.director();
      }
    }

    SortedMap<RecordKey, WeightedRecord> homes() {
      return Example.homes(stacks, ZONE);
    }

    RecordSets read() {
      Instant deadline = clock.instant().plusSeconds(10);
      Reading<RecordSets> reading =
          director.zones(new TreeSet<>(List.of(ZONE)), deadline).get(ZONE);
      if (reading instanceof Reading.Known<RecordSets>(RecordSets sets)) {
        return sets;
      }
      throw new AssertionError(String.valueOf(reading));
    }

    /** What makes the zone so, written under an epoch. */
    List<RecordChange> write(SortedMap<RecordKey, WeightedRecord> wanted, long epoch) {
      List<RecordChange> changes = changes(wanted);
      assertThat(order(wanted, epoch)).isEqualTo(new ApplyOutcome.Accepted());
      return changes;
    }

    ApplyOutcome order(SortedMap<RecordKey, WeightedRecord> wanted, long epoch) {
      Instant until = clock.instant().plusSeconds(60);
      RecordBatch batch = new RecordBatch(ZONE, read().epoch(), epoch, changes(wanted));
      Order order = new Order("intent-" + epoch, new Step.ChangeRecords(batch), until);
      return director.change(List.of(order), until).getFirst();
    }

    private List<RecordChange> changes(SortedMap<RecordKey, WeightedRecord> wanted) {
      List<RecordChange> changes = new ArrayList<>();
      RecordDiff.of(read(), wanted).values().forEach(changes::addAll);
      return changes;
    }

    /** What is found amiss in the zone; empty = nothing but a change that was submitted. */
    String findings() {
      return director.findings().values().stream()
          .filter(text -> !text.endsWith(" was submitted"))
          .findFirst()
          .orElse("");
    }
  }
}
