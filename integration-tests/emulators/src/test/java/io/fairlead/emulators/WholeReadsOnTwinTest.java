package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.client.Route53Calls;
import io.fairlead.aws.client.Share;
import io.fairlead.aws.zone.HostedZone;
import io.fairlead.aws.zone.Route53Director;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A zone of two pages, read by a function that has one page a tick. */
class WholeReadsOnTwinTest {
  private static final String ZONE = "orders.test";
  private static final int RECORDS = 400;
  private static final Duration TICK = Duration.ofSeconds(10);
  private static final Share ONE_PAGE = new Share(3, Duration.ofSeconds(1), 1);

  private OnTwin on;
  private TreeMap<String, HostedZone> zones;
  private Route53Director writer;
  private Route53Director reader;

  @BeforeEach
  void makeZone() throws IOException {
    on = new OnTwin();
    TreeSet<String> names = new TreeSet<>();
    IntStream.range(0, RECORDS).forEach(n -> names.add(name(n)));
    HostedZone zone = new HostedZone(ZONE, on.twin.route53().zone(ZONE), names, new TreeMap<>());
    zones = new TreeMap<>(Map.of(ZONE, zone));
    writer = director(Share.ofRegions(1));
    reader = director(ONE_PAGE);
    int step = RecordBatch.MAX_CHANGES;
    for (int from = 0; from < RECORDS; from += step) {
      write(
          from / step,
          IntStream.range(from, from + step)
              .mapToObj(n -> new RecordChange(null, record(n, 1)))
              .toList());
    }
  }

  @AfterEach
  void stop() {
    on.close();
  }

  @Test
  void a_zone_of_more_pages_than_a_tick_has_is_known_once_the_next_tick_has_read_the_rest() {
    assertThat(tick())
        .isInstanceOfSatisfying(
            Reading.Unreadable.class,
            it ->
                assertThat(it.why())
                    .isEqualTo(ZONE + " is being read, 1 pages so far: the next tick goes on"));

    assertThat(tick())
        .isInstanceOfSatisfying(
            Reading.Known.class,
            it -> assertThat(((RecordSets) it.value()).records()).hasSize(RECORDS));
  }

  @Test
  void a_zone_that_changes_while_it_is_read_is_read_from_its_first_page_again() {
    tick();
    write(4, List.of(new RecordChange(record(7, 1), record(7, 2))));

    assertThat(tick()).isInstanceOf(Reading.Unreadable.class);

    assertThat(tick())
        .isInstanceOfSatisfying(
            Reading.Known.class,
            it -> {
              RecordSets now = (RecordSets) it.value();
              assertThat(now.epoch()).isEqualTo(5);
              assertThat(now.records().get(record(7, 2).key())).isEqualTo(record(7, 2));
            });
  }

  @Test
  void a_known_zone_stays_known_while_it_is_read_again_and_an_edit_is_found_at_the_end() {
    tick();
    tick();
    edit(record(RECORDS - 1, 1), record(RECORDS - 1, 9));
    on.clock.pass(Duration.ofMinutes(5));

    Reading<RecordSets> first = tick();

    assertThat(first).isInstanceOf(Reading.Known.class);
    assertThat(reader.findings()).isEmpty();
    assertThat(tick()).isInstanceOf(Reading.Known.class).isNotEqualTo(first);
    assertThat(reader.findings().get(ZONE)).contains("somebody else changed one");
  }

  @Test
  void a_zone_is_not_read_again_while_batches_follow_each_other() {
    tick();
    tick();
    on.clock.pass(Duration.ofMinutes(5));
    write(reader, 4, List.of(new RecordChange(record(7, 1), record(7, 2))));
    on.clock.pass(TICK);
    on.twin.forgetCalls();

    tick();
    assertThat(pages()).isZero();

    on.clock.pass(Duration.ofMinutes(1));
    tick();
    assertThat(pages()).isEqualTo(1);
  }

  private long pages() {
    return on.twin.calls().stream()
        .filter(call -> call.parameter("maxitems").equals("300"))
        .count();
  }

  /** A reading of the zone; then time passes until the next one. */
  private Reading<RecordSets> tick() {
    Reading<RecordSets> reading =
        reader.zones(new TreeSet<>(List.of(ZONE)), on.clock.instant().plus(TICK)).get(ZONE);
    on.clock.pass(TICK);
    return reading;
  }

  private void write(long epoch, List<RecordChange> changes) {
    write(writer, epoch, changes);
  }

  private void write(Route53Director by, long epoch, List<RecordChange> changes) {
    RecordBatch batch = new RecordBatch(ZONE, epoch, epoch + 1, changes);
    Order order =
        new Order("i" + epoch, new Step.ChangeRecords(batch), on.clock.instant().plusSeconds(30));
    assertThat(by.change(List.of(order), on.clock.instant().plusSeconds(30)))
        .containsExactly(new ApplyOutcome.Accepted());
  }

  private void edit(WeightedRecord before, WeightedRecord after) {
    on.twin
        .route53()
        .person(
            zones.get(ZONE).id(),
            "<R><ChangeBatch><Changes>"
                + set("DELETE", before)
                + set("CREATE", after)
                + "</Changes></ChangeBatch></R>");
  }

  private static String set(String action, WeightedRecord record) {
    return """
        <Change><Action>%s</Action><ResourceRecordSet><Name>%s.</Name><Type>A</Type>\
        <SetIdentifier>eu-west</SetIdentifier><Weight>%d</Weight><TTL>60</TTL><ResourceRecords>\
        <ResourceRecord><Value>192.0.2.1</Value></ResourceRecord></ResourceRecords>\
        </ResourceRecordSet></Change>\
        """
        .formatted(action, record.key().name(), record.weight());
  }

  private Route53Director director(Share share) {
    return new Route53Director(Route53Calls.of(on.clients, share), OnTwin.FLEET, zones);
  }

  private static String name(int n) {
    return "n%03d.%s".formatted(n, ZONE);
  }

  private static WeightedRecord record(int n, int weight) {
    return new WeightedRecord(
        new RecordKey(name(n), RecordType.A, "eu-west"),
        Duration.ofSeconds(60),
        weight,
        List.of("192.0.2.1"),
        null);
  }
}
