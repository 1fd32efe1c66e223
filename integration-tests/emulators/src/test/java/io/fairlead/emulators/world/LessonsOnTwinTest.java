package io.fairlead.emulators.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.address.Attachment;
import io.fairlead.aws.address.ElasticIp;
import io.fairlead.aws.address.ElasticIpMover;
import io.fairlead.cycle.SteerCycle;
import io.fairlead.cycle.SteerReport;
import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.emulators.world.AwsThings.Kept;
import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Fleet;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.OperatorVerbs;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Bugs of comparable systems that the cycles and the adapters of AWS together must not have; the
 * numbers are those of {@code docs/lessons.md}.
 */
class LessonsOnTwinTest {
  private static final AddressId FRONT = Courses.FRONT;

  private AwsPlace place;
  private AwsWorld world;

  @BeforeEach
  void settle() throws IOException {
    place = new AwsPlace();
    world = new AwsWorld(place, AwsFleet.of(AwsFleet.Kind.SEAMLESS), Kept.ONE_CELL);
    Courses.settle(world);
    world.twin().forgetCalls();
  }

  @AfterEach
  void stop() {
    place.close();
  }

  @Test
  void case_1_a_function_that_died_with_an_intent_delays_another_regions_by_no_tick() {
    world.refuses("eu-west", "gw-1", true);
    Moments.dies(world.twin(), Moments.PUTS_ON, 1);
    world.tick();
    assertThat(world.things().holder(FRONT)).isEqualTo("gw-1");
    world.twin().faults().clear();
    world.steerFrom("eu-north");

    world.tick();

    assertThat(world.things().holder(FRONT)).isEqualTo("gw-2");
    assertThat(state().intents()).isEmpty();
  }

  @Test
  void case_2_functions_that_crashed_at_every_change_need_no_reset() {
    drain("region/eu-west");
    for (int crash = 0; crash < 5; crash++) {
      Moments.diesAfter(world.twin(), new Where("s3", "", "PutObject"), 1);
      world.tick();
      world.twin().faults().clear();
      world.restart();
    }
    drain("node/eu-north/gw-1");

    ticks(5);

    assertThat(world.weight("eu", "eu-west")).isEqualTo(Optional.of(0));
    assertThat(world.things().holder(new AddressId("eu-north", "front"))).isEqualTo("gw-2");
    assertThat(state().intents()).isEmpty();
  }

  @Test
  void case_4_an_address_is_not_confirmed_on_a_node_that_does_not_serve_and_leaves_it_again() {
    world
        .twin()
        .faults()
        .add(
            call -> {
              if (Moments.PUTS_ON.test(call)) {
                world.refuses("eu-west", "gw-1", false);
                world.refuses("eu-west", "gw-2", true);
              }
              return false;
            },
            new Fault.CutBefore());
    world.refuses("eu-west", "gw-1", true);
    world.tick();
    world.twin().faults().clear();
    assertThat(world.things().holder(FRONT)).isEqualTo("gw-2");
    assertThat(lines("confirmed")).noneMatch(line -> line.text().endsWith("on gw-2"));

    ticks(8);

    assertThat(world.things().holder(FRONT)).isEqualTo("gw-1");
  }

  @Test
  void case_5_private_addresses_are_compared_whole() {
    String location = "eu-west-1";
    String both =
        world
            .twin()
            .ec2()
            .networkInterface(place.account(), location, List.of("10.1.9.1", "10.1.9.11"));
    String allocation =
        world
            .twin()
            .ec2()
            .allocation(place.account(), location, Map.of("fairlead:fleet", AwsFleet.NAME));
    place
        .clients()
        .ec2(location)
        .associateAddress(
            put ->
                put.allocationId(allocation)
                    .networkInterfaceId(both)
                    .privateIpAddress("10.1.9.11"));
    AddressId id = new AddressId("eu-west", "other");
    ElasticIp address =
        new ElasticIp(
            location,
            allocation,
            new TreeMap<>(
                Map.of(
                    "gw-1", new Attachment(both, "10.1.9.1"),
                    "gw-2", new Attachment(both, "10.1.9.11"))));

    var found =
        new ElasticIpMover(place.clients(), AwsFleet.NAME, new TreeMap<>(Map.of(id, address)))
            .holders(new TreeSet<>(List.of(id)), world.clock().instant().plusSeconds(10));

    assertThat(found.get(id)).isEqualTo(new Reading.Known<>(new HeldBy("gw-2")));
  }

  @Test
  void case_13_a_second_deployment_at_the_same_places_changes_nothing_and_says_whose_they_are() {
    Fleet other = AwsFleet.named("warehouse", world.fleet());
    SteerCycle theirs = world.function(other, "eu-west", UnaryOperator.identity());
    world.refuses("eu-west", "gw-1", true);
    world.observe();
    world.twin().forgetCalls();

    SteerReport report = world.steer(theirs);

    assertThat(report.outcome().text()).contains("warehouse", AwsFleet.NAME);
    assertThat(world.twin().calls())
        .extracting(Call::operation)
        .doesNotContain(
            "PutObject", "DeleteObject", "AssociateAddress", "ChangeResourceRecordSets");
    assertThat(world.things().holder(FRONT)).isEqualTo("gw-1");
  }

  @Test
  void case_19_what_a_move_and_a_change_of_records_do_not_name_stays_as_it_was() {
    String beside = "<TTL>60</TTL><ResourceRecords><ResourceRecord><Value>192.0.2.7</Value>";
    world
        .twin()
        .route53()
        .person(
            world.things().zoneId(),
            "<R><ChangeBatch><Changes><Change><Action>CREATE</Action><ResourceRecordSet>"
                + "<Name>neu.orders.test.</Name><Type>A</Type><SetIdentifier>eu-west"
                + "</SetIdentifier><Weight>7</Weight>"
                + beside
                + "</ResourceRecord></ResourceRecords></ResourceRecordSet></Change></Changes>"
                + "</ChangeBatch></R>");
    world.restart();
    drain("region/eu-west");
    world.refuses("us-east", "gw-1", true);

    ticks(4);

    assertThat(world.weight("eu", "eu-west")).isEqualTo(Optional.of(0));
    assertThat(world.weight("neu", "eu-west")).isEqualTo(Optional.of(7));
    assertThat(world.things().holder(new AddressId("us-east", "front"))).isEqualTo("gw-2");
    assertThat(world.things().holder(FRONT)).isEqualTo("gw-1");
  }

  @Test
  void case_20_an_address_that_is_not_in_the_account_is_named_in_the_tick_that_cannot_move_it() {
    ElasticIp address = world.things().address(FRONT);
    var ec2 = place.clients().ec2(address.location());
    String association =
        ec2.describeAddresses().addresses().stream()
            .filter(one -> one.allocationId().equals(address.allocation()))
            .findFirst()
            .orElseThrow()
            .associationId();
    ec2.disassociateAddress(off -> off.associationId(association));
    ec2.releaseAddress(gone -> gone.allocationId(address.allocation()));
    world.refuses("eu-west", "gw-1", true);

    SteerReport report = world.tick();

    assertThat(Objects.requireNonNull(report.view()).current().holders().get(FRONT))
        .isInstanceOfSatisfying(
            Reading.Unreadable.class,
            unreadable ->
                assertThat(unreadable.why())
                    .contains(address.allocation(), address.location(), "check the allocation id"));
  }

  @Test
  void case_21_nine_functions_at_once_make_one_move_and_one_change_of_records() throws Exception {
    List<SteerCycle> functions = new ArrayList<>();
    for (String region : List.of("eu-north", "eu-west", "us-east")) {
      for (int one = 0; one < 3; one++) {
        functions.add(world.function(region, UnaryOperator.identity()));
      }
    }
    world.refuses("us-east", "gw-1", true);
    drain("region/eu-west");

    for (int tick = 0; tick < 4; tick++) {
      world.observe();
      List<Callable<SteerReport>> all = new ArrayList<>();
      functions.forEach(each -> all.add(() -> world.steer(each)));
      try (ExecutorService threads = Executors.newFixedThreadPool(all.size())) {
        for (Future<SteerReport> run : threads.invokeAll(all)) {
          run.get();
        }
      }
      world.passInterval();
    }

    assertThat(world.things().holder(new AddressId("us-east", "front"))).isEqualTo("gw-2");
    assertThat(world.weight("eu", "eu-west")).isEqualTo(Optional.of(0));
    assertThat(state().intents()).isEmpty();
    assertThat(lines("intent")).as("journaled once").hasSize(2);
    assertThat(Moments.of(world.twin(), Moments.CHANGES_RECORDS)).hasSize(1);
    assertThat(Moments.of(world.twin(), Moments.PUTS_ON)).hasSize(1);
  }

  @Test
  void case_7_a_zone_of_which_a_page_cannot_be_had_loses_nothing() throws IOException {
    try (AwsPlace large = new AwsPlace()) {
      int names = 160;
      AwsWorld wide =
          AwsWorld.wide(large, names, region -> List.of("203.0.113." + region.length()));
      Courses.until(
              one ->
                  IntStream.range(0, names)
                      .allMatch(i -> one.weight("p" + i, "eu-west").equals(Optional.of(153))))
          .accept(wide);
      wide.restart();
      wide.twin().forgetCalls();
      AtomicInteger pages = new AtomicInteger();
      wide.twin()
          .faults()
          .add(
              call ->
                  call.operation().equals("ListResourceRecordSets")
                      && call.parameter("maxitems").equals("300")
                      && !call.parameter("name").isEmpty()
                      && pages.incrementAndGet() > 0,
              new Fault.Refused(503, "ServiceUnavailable"));
      wide.operate((state, note) -> OperatorVerbs.drain(state, "region/eu-west", note));

      for (int tick = 0; tick < 5; tick++) {
        wide.tick();
      }

      assertThat(pages).as("second pages asked for, every one refused").hasValueGreaterThan(1);
      assertThat(Moments.of(wide.twin(), Moments.CHANGES_RECORDS)).isEmpty();
      for (int name = 0; name < names; name++) {
        assertThat(wide.weight("p" + name, "eu-west")).isEqualTo(Optional.of(153));
        assertThat(wide.weight("p" + name, "us-east")).isEqualTo(Optional.of(102));
      }
    }
  }

  private void drain(String subject) {
    world.operate((state, note) -> OperatorVerbs.drain(state, subject, note));
  }

  private List<HistoryEntry> lines(String kind) {
    return state().history().stream()
        .filter(line -> line.kind().equals(kind))
        .filter(line -> line.at().isAfter(world.clock().instant().minusSeconds(60)))
        .toList();
  }

  private RegisterState state() {
    return Objects.requireNonNull(world.state());
  }

  private void ticks(int count) {
    for (int tick = 0; tick < count; tick++) {
      world.tick();
    }
  }
}
