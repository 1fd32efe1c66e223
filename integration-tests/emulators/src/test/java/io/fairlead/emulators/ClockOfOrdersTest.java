package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.address.Attachment;
import io.fairlead.aws.address.ElasticIp;
import io.fairlead.aws.address.ElasticIpMover;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.Route53Calls;
import io.fairlead.aws.client.Share;
import io.fairlead.aws.flag.FlagStore;
import io.fairlead.aws.flag.S3Flags;
import io.fairlead.aws.zone.HostedZone;
import io.fairlead.aws.zone.Route53Director;
import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.traffic.RecordBatch;
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

/** Orders expire by AWS's clock, as its answers tell it, and not by the caller's. */
class ClockOfOrdersTest {
  private static final Duration WRONG = Duration.ofSeconds(30);
  private static final AddressId FRONT = new AddressId("west", "front");
  private static final RegionGroup FLAG = new RegionGroup("west", "default");
  private static final String ZONE = "orders.test";

  private OnTwin on;
  private String allocation;
  private String nic;
  private String zoneId;

  @BeforeEach
  void start() throws IOException {
    on = new OnTwin();
    nic = on.twin.ec2().networkInterface(OnTwin.ACCOUNT, OnTwin.LOCATION, List.of("10.1.1.11"));
    allocation = on.twin.ec2().allocation(OnTwin.ACCOUNT, OnTwin.LOCATION, Map.of());
    zoneId = on.twin.route53().zone(ZONE);
    on.twin.route53().healthCheck("check");
    stores().forEach(store -> on.twin.s3().bucket(store.location(), store.bucket()));
  }

  @AfterEach
  void stop() {
    on.close();
  }

  @Test
  void a_caller_whose_clock_is_slow_applies_no_expired_order() {
    try (Caller slow = new Caller(WRONG.negated())) {
      Instant expired = on.clock.instant().minusSeconds(2);

      assertThat(slow.clients.clockOffset())
          .hasValueSatisfying(offset -> assertThat(offset).isBetween(half(-1), half(1)));
      assertThat(slow.all(expired))
          .hasSize(3)
          .allMatch(outcome -> outcome.equals(new ApplyOutcome.Expired()));
    }
    assertThat(on.twin.calls()).noneMatch(call -> call.operation().startsWith("Put"));
  }

  @Test
  void a_caller_whose_clock_is_fast_refuses_no_fresh_order() {
    try (Caller fast = new Caller(WRONG)) {
      Instant fresh = on.clock.instant().plusSeconds(2);

      assertThat(fast.all(fresh))
          .hasSize(3)
          .allMatch(outcome -> outcome.equals(new ApplyOutcome.Accepted()));
    }
  }

  @Test
  void a_caller_whose_clock_is_right_finds_no_difference() {
    try (Caller right = new Caller(Duration.ZERO)) {
      assertThat(right.clients.clockOffset()).contains(Duration.ZERO);
    }
  }

  @Test
  void before_any_answer_nothing_is_known_of_the_clocks() {
    try (AwsClients unheard = on.clients(OnTwin.ACCOUNT, on.clock)) {
      assertThat(unheard.clockOffset()).isEmpty();
    }
  }

  private static Duration half(int sign) {
    return WRONG.plusMillis(500L * sign);
  }

  private List<FlagStore> stores() {
    return List.of("eu-west-1", "eu-central-1", "us-east-1").stream()
        .map(at -> new FlagStore("store-" + at, at, "flags-" + at))
        .toList();
  }

  /** All adapters of a caller whose clock is wrong; each has read its target, as a tick does. */
  private final class Caller implements AutoCloseable {
    private final AwsClients clients;
    private final Duration wrong;
    private final ElasticIpMover mover;
    private final Route53Director director;
    private final S3Flags flags;

    Caller(Duration wrong) {
      this.wrong = wrong;
      this.clients = on.clients(OnTwin.ACCOUNT, () -> on.clock.instant().plus(wrong));
      ElasticIp address =
          new ElasticIp(
              OnTwin.LOCATION,
              allocation,
              new TreeMap<>(Map.of("gw-1", new Attachment(nic, null))));
      this.mover = new ElasticIpMover(clients, OnTwin.FLEET, new TreeMap<>(Map.of(FRONT, address)));
      HostedZone zone =
          new HostedZone(
              ZONE,
              zoneId,
              new TreeSet<>(List.of("eu." + ZONE)),
              new TreeMap<>(Map.of(FLAG.toString(), "check")));
      this.director =
          new Route53Director(
              Route53Calls.of(clients, Share.ofRegions(1)),
              OnTwin.FLEET,
              new TreeMap<>(Map.of(ZONE, zone)));
      this.flags =
          new S3Flags(
              clients,
              new S3Flags.Owner(OnTwin.FLEET, "west"),
              stores(),
              new TreeSet<>(List.of(FLAG)));
      flags.read(deadline());
    }

    List<ApplyOutcome> all(Instant notAfter) {
      WeightedRecord record =
          new WeightedRecord(
              new RecordKey("eu." + ZONE, RecordType.A, "west"),
              Duration.ofSeconds(60),
              1,
              List.of("192.0.2.1"),
              FLAG.toString());
      RecordBatch batch = new RecordBatch(ZONE, 0, 1, List.of(new RecordChange(null, record)));
      Step move = new Step.MoveAddress(FRONT, null, "gw-1");
      return List.of(
          mover.move(List.of(new Order("a", move, notAfter)), deadline()).getFirst(),
          director
              .change(List.of(new Order("b", new Step.ChangeRecords(batch), notAfter)), deadline())
              .getFirst(),
          flags
              .apply(List.of(new Order("c", new Step.RaiseFlag(FLAG, 418), notAfter)), deadline())
              .getFirst());
    }

    /** By its own clock, as every deadline. */
    private Instant deadline() {
      return on.clock.instant().plus(wrong).plusSeconds(10);
    }

    @Override
    public void close() {
      clients.close();
    }
  }
}
