package io.fairlead.emulators.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.observe.DynamoObservations;
import io.fairlead.emulators.Emulator;
import io.fairlead.emulators.Tables;
import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.emulators.world.AwsThings.Kept;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.wiring.json.ObservationCodec;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ticks that find nothing to do make the same calls whatever is down: three regions with a quorum
 * of cells, entries in a table each, three flag stores. Between two whole readings of a zone, which
 * are five minutes apart.
 */
@NeedsParts(Part.DYNAMODB_LOCAL)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdleTickTest {
  private static final String TABLE = "entries";

  /** Until verdicts are written, decisions carried out and changes followed to their end. */
  private static final int SETTLES_WITHIN = 12;

  private static final int TICKS = 6;

  private final SortedMap<String, Integer> allUp = new TreeMap<>();
  private Emulator tables;
  private HttpClient http;
  private AwsPlace place;
  private AwsWorld world;

  @BeforeAll
  void start() throws IOException {
    tables = Emulator.start(Part.DYNAMODB_LOCAL);
    http = HttpClient.newHttpClient();
    place = new AwsPlace();
    place.twin().serve("dynamodb", new PassedOn(http, tables.endpoint()));
    world = new AwsWorld(place, AwsFleet.of(AwsFleet.Kind.SEAMLESS), Kept.QUORUM);
    SortedMap<String, DynamoObservations.Table> entries = new TreeMap<>();
    AwsFleet.LOCATIONS.forEach(
        (region, location) -> {
          Emulator.warm(() -> place.clients().dynamo(location).listTables());
          Tables.make(place.clients(), location, TABLE);
          entries.put(region, new DynamoObservations.Table(location, TABLE));
        });
    world.entriesIn(new DynamoObservations(place.clients(), new ObservationCodec(), entries));
    Courses.settle(world);
    allUp.putAll(counted());
  }

  @AfterAll
  void stop() {
    place.close();
    http.close();
    tables.close();
  }

  @AfterEach
  void heal() {
    world.twin().faults().clear();
    Courses.regionRefuses(false).accept(world);
    Courses.settle(world);
  }

  @Test
  void a_region_whose_gateways_are_down_costs_no_call_more_or_less() {
    Courses.regionRefuses(true).accept(world);

    assertThat(counted()).isEqualTo(allUp);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void what_refuses_is_asked_no_more_often_and_everything_else_as_before(Refusing refusing) {
    world.twin().faults().add(refusing.where(), new Fault.Refused(503, "ServiceUnavailable"));

    SortedMap<String, Integer> refused = counted();

    assertThat(refused.keySet()).isEqualTo(allUp.keySet());
    refused.forEach(
        (call, times) -> {
          int before = allUp.getOrDefault(call, 0);
          if (call.startsWith(refusing.spared())) {
            assertThat(times).as(call).isBetween(TICKS, before);
          } else {
            assertThat(times).as(call).isEqualTo(before);
          }
        });
  }

  /**
   * What refuses.
   *
   * @param spared calls that may be fewer then: the second of two readings that must agree
   */
  record Refusing(String name, Predicate<Call> where, String spared) {
    static final String NONE = "none";

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Refusing> refusals() {
    return List.of(
        new Refusing("a flag store", inBucket("flags-eu-north-1"), Refusing.NONE),
        new Refusing("a cell of the register", inBucket("state-eu-north-1"), Refusing.NONE),
        new Refusing("a table", new Where("dynamodb", "eu-north-1", ""), Refusing.NONE),
        new Refusing("Route 53", new Where("route53", "", ""), Refusing.NONE),
        new Refusing(
            "EC2 of a region", new Where("ec2", "eu-north-1", ""), "ec2 eu-north-1 Describe"),
        new Refusing(
            "all of a region", new Where("", "eu-north-1", ""), "ec2 eu-north-1 Describe"));
  }

  private static Predicate<Call> inBucket(String prefix) {
    return call -> call.service().equals("s3") && call.path().startsWith("/" + prefix);
  }

  /**
   * The calls of some idle ticks, by service, region and operation. A function that has just
   * started has read the zone whole.
   */
  private SortedMap<String, Integer> counted() {
    world.restart();
    ticks(SETTLES_WITHIN);
    world.twin().forgetCalls();
    ticks(TICKS);
    SortedMap<String, Integer> counted = new TreeMap<>();
    world
        .twin()
        .calls()
        .forEach(
            call ->
                counted.merge(
                    call.service() + " " + call.region() + " " + call.operation(),
                    1,
                    Integer::sum));
    return counted;
  }

  private void ticks(int count) {
    for (int tick = 0; tick < count; tick++) {
      world.tick();
    }
  }
}
