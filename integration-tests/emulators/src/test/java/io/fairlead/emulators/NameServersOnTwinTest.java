package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.aws.zone.HostedZone;
import io.fairlead.aws.zone.Route53Director;
import io.fairlead.aws.zone.ServerNames;
import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Authoritative servers found as functions find them: by the names in the zone's own NS records,
 * within what is left of a tick.
 */
@Timeout(30)
class NameServersOnTwinTest {
  private static final String ZONE = "orders.test";
  private static final Duration IN_SYNC = Duration.ofSeconds(40);
  private static final int SERVERS = 4;

  private final CountDownLatch end = new CountDownLatch(1);
  private OnTwin on;
  private SortedMap<String, HostedZone> zones;

  @BeforeEach
  void makeZone() throws IOException {
    on = new OnTwin();
    String id = on.twin.route53().zone(ZONE);
    on.twin.route53().healthCheck("check-eu");
    zones =
        new TreeMap<>(
            Map.of(
                ZONE,
                new HostedZone(
                    ZONE,
                    id,
                    new TreeSet<>(List.of("eu." + ZONE)),
                    new TreeMap<>(Map.of("eu/default", "check-eu")))));
  }

  @AfterEach
  void stop() {
    end.countDown();
    on.close();
  }

  @Test
  void a_change_is_followed_to_every_server_that_the_zones_ns_records_name() throws IOException {
    List<InetSocketAddress> servers = on.twin.route53().nameServers();
    Route53Director director = by(name -> servers.get(number(name)));
    write(director);
    on.clock.pass(IN_SYNC);
    on.twin.route53().behind(2, Duration.ofMinutes(1));

    director.level(seconds(10));
    assertThat(director.findings().get(ZONE))
        .isEqualTo(
            "%s:%d still answers no epoch"
                .formatted(servers.get(2).getHostString(), servers.get(2).getPort()));

    on.twin.route53().behind(2, Duration.ZERO);
    director.level(seconds(10));
    assertThat(director.findings()).isEmpty();
  }

  @Test
  void names_are_looked_up_at_once() throws IOException {
    List<InetSocketAddress> servers = on.twin.route53().nameServers();
    CountDownLatch all = new CountDownLatch(SERVERS);
    Route53Director director =
        by(
            name -> {
              all.countDown();
              await(all);
              return servers.get(number(name));
            });
    written(director);

    assertThat(director.behind(ZONE, seconds(10))).isEmpty();
  }

  @Test
  void a_name_whose_look_up_does_not_end_is_told_and_the_others_are_asked() throws IOException {
    List<InetSocketAddress> servers = on.twin.route53().nameServers();
    Route53Director director =
        by(
            name -> {
              if (number(name) == 0) {
                await(end);
              }
              return servers.get(number(name));
            });
    written(director);

    assertThat(director.behind(ZONE, seconds(10)))
        .hasValue("ns-1.twin.test has no address, or was not found in time");
  }

  @Test
  void a_name_without_an_address_is_told() throws IOException {
    Route53Director director =
        by(
            name -> {
              throw new UnknownHostException(name);
            });
    written(director);

    assertThat(director.behind(ZONE, seconds(10)))
        .hasValueSatisfying(who -> assertThat(who).contains("ns-1.twin.test", "ns-4.twin.test"));
  }

  @Test
  void servers_are_asked_nothing_once_no_time_is_left() throws IOException {
    try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      Route53Director director =
          by(
              name -> {
                on.clock.pass(Duration.ofSeconds(3));
                return (InetSocketAddress) silent.getLocalSocketAddress();
              });
      written(director);

      assertThat(director.behind(ZONE, seconds(10))).hasValue("no time was left to ask");

      silent.setSoTimeout(1);
      assertThatThrownBy(() -> silent.receive(new DatagramPacket(new byte[512], 512)))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void a_question_takes_no_longer_than_is_left() throws IOException {
    try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      Route53Director director =
          by(
              name -> {
                on.clock.pass(Duration.ofMillis(2400));
                return (InetSocketAddress) silent.getLocalSocketAddress();
              });
      written(director);

      // The fastest of three: a machine that is busy makes one late, a question of a second all.
      long fastest = LongStream.range(0, 3).map(_ -> millisOfSilence(director)).min().orElseThrow();

      assertThat(fastest).isLessThan(1000);
    }
  }

  /** Of ten seconds four look-ups leave 400 ms. */
  private long millisOfSilence(Route53Director director) {
    long began = System.nanoTime();
    assertThat(director.behind(ZONE, seconds(10)))
        .hasValueSatisfying(who -> assertThat(who).contains("does not answer"));
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  /** Of {@code ns-1.twin.test}, from 0. */
  private static int number(String name) {
    assertThat(name).matches("ns-[1-4]\\.twin\\.test");
    return name.charAt("ns-".length()) - '1';
  }

  private static void await(CountDownLatch latch) throws UnknownHostException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new UnknownHostException(e.toString());
    }
  }

  private Route53Director by(ServerNames names) {
    return Route53Director.withNames(on.route53(), OnTwin.FLEET, zones, names);
  }

  private Instant seconds(int left) {
    return on.clock.instant().plusSeconds(left);
  }

  private void written(Route53Director director) {
    write(director);
    on.clock.pass(IN_SYNC);
  }

  private void write(Route53Director director) {
    WeightedRecord record =
        new WeightedRecord(
            new RecordKey("eu." + ZONE, RecordType.A, "eu"),
            Duration.ofSeconds(60),
            1,
            List.of("203.0.113.1"),
            "eu/default");
    Order order =
        new Order(
            "intent",
            new Step.ChangeRecords(
                new RecordBatch(ZONE, 0, 1, List.of(new RecordChange(null, record)))),
            seconds(60));
    assertThat(director.change(List.of(order), seconds(60)))
        .containsExactly(new ApplyOutcome.Accepted());
  }
}
