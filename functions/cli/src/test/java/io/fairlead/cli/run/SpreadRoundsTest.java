package io.fairlead.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fairlead.cli.run.Pulse.Beat;
import io.fairlead.cycle.ArchiveCycle;
import io.fairlead.cycle.ProbeCycle;
import io.fairlead.fleet.Check;
import io.fairlead.fleet.Fleet;
import io.fairlead.gateway.GatewayProber;
import io.fairlead.health.Coverage;
import io.fairlead.health.ProbeResult;
import io.fairlead.health.ProbeTarget;
import io.fairlead.port.ProbeOrder;
import io.fairlead.port.SelfTest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Parts of a round over real sockets: who is connected to, and when somebody decides. */
class SpreadRoundsTest {
  private static final int PARTS = 4;

  private final Standstill world = new Standstill("127.79.");
  private final Fleet fleet = world.fleet();
  private final SortedSet<ProbeTarget> all = new Coverage(fleet).targetsOf("eu-west");
  private final Spread spread = new Spread(all, PARTS);
  private final Queue<String> connected = new ConcurrentLinkedQueue<>();
  private final List<HttpServer> servers = new ArrayList<>();
  private final List<ProbeOrder> asked = new ArrayList<>();
  private final InstantSource clock = InstantSource.system();
  private final GatewayProber prober = new GatewayProber(clock);
  private int rounds;
  private final Daemon daemon = daemon();

  @BeforeEach
  void serve() throws IOException {
    daemon.tick(new Beat.Interval(0, PARTS, PARTS));
    for (String endpoint : new TreeSet<>(asked.stream().map(SpreadRoundsTest::endpoint).toList())) {
      serve(endpoint);
    }
  }

  @AfterEach
  void close() {
    servers.forEach(server -> server.stop(0));
    prober.close();
  }

  @Test
  void each_part_connects_to_its_own_targets_and_all_parts_to_all_once() {
    daemon.tick(new Beat.Interval(0, PARTS, PARTS));
    rounds = 0;
    List<String> over = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      asked.clear();
      connected.clear();

      daemon.tick(new Beat.Interval(part, 1, PARTS));

      assertThat(asked).extracting(ProbeOrder::target).allMatch(spread.due(one(part))::contains);
      assertThat(connected)
          .containsExactlyInAnyOrderElementsOf(
              asked.stream().map(SpreadRoundsTest::endpoint).toList());
      asked.forEach(order -> over.add(order.target().text() + " " + order.host()));
    }

    assertThat(over).doesNotHaveDuplicates();
    assertThat(over.stream().map(each -> each.substring(0, each.lastIndexOf(' '))).distinct())
        .containsExactlyInAnyOrderElementsOf(all.stream().map(ProbeTarget::text).toList());
    assertThat(rounds).as("one round has ended").isEqualTo(1);
  }

  @Test
  void a_part_that_changes_nothing_is_told_with_the_last_and_a_change_is_told_at_once() {
    for (int i = 0; i < fleet.safety().probe().rise(); i++) {
      daemon.tick(new Beat.Interval(0, PARTS, PARTS));
    }
    int told = world.published();

    daemon.tick(one(0));
    daemon.tick(one(1));
    assertThat(world.published()).isEqualTo(told);

    servers.forEach(server -> server.stop(0));
    servers.clear();
    daemon.tick(one(2));
    assertThat(world.published()).as("its targets are Down now").isEqualTo(told + 1);
    daemon.tick(one(3));
    assertThat(world.published()).as("the end of the round").isEqualTo(told + 2);
  }

  private static Beat.Interval one(int part) {
    return new Beat.Interval(part, 1, PARTS);
  }

  private void serve(String endpoint) throws IOException {
    String[] words = endpoint.split(":", 2);
    InetSocketAddress at = new InetSocketAddress(words[0], Integer.parseInt(words[1]));
    HttpServer server = HttpServer.create(at, 0);
    server.createContext(
        "/",
        exchange -> {
          connected.add(endpoint);
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    servers.add(server);
  }

  private static String endpoint(ProbeOrder order) {
    return switch (order.check()) {
      case Check.Http http -> order.host() + ":" + http.port();
      case Check.Tcp _, Check.Tls _ -> throw new AssertionError("the starter has no " + order);
    };
  }

  private List<ProbeResult> probed(List<ProbeOrder> orders, Instant deadline) {
    asked.addAll(orders);
    return prober.probe(orders, deadline);
  }

  private Daemon daemon() {
    ProbeCycle probe =
        new ProbeCycle(
            fleet,
            new ProbeCycle.Observer("eu-west", "run"),
            new ProbeCycle.Ports(
                this::probed,
                _ -> new SelfTest.Result(true, "", Optional.of(Duration.ZERO)),
                world));
    Duration interval = fleet.safety().probe().interval();
    return new Daemon(
        new Daemon.Parts(
            fleet,
            spread,
            probe,
            world.steering(),
            new ArchiveCycle(world, world, () -> "op"),
            new Pulse(clock, interval, new Pulse.Place(0, 1), PARTS),
            clock,
            () -> rounds++,
            failure -> {
              throw failure;
            }));
  }
}
