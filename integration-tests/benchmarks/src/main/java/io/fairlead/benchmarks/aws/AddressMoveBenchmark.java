package io.fairlead.benchmarks.aws;

import io.fairlead.aws.address.Attachment;
import io.fairlead.aws.address.ElasticIp;
import io.fairlead.aws.address.ElasticIpMover;
import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.benchmarks.report.Report;
import io.fairlead.benchmarks.report.Spread;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.fleet.AddressId;
import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import tools.jackson.databind.node.ArrayNode;

/**
 * Moves one and eight Elastic IPs on the twin at several API latencies: how long a move takes, how
 * long the address is on nothing, how many mutating calls it makes. Goals: seamless detached 0, one
 * mutating call a move, eight addresses at most 1.2 times one.
 */
public final class AddressMoveBenchmark {
  private static final String ACCOUNT = "111122223333";
  private static final String LOCATION = "eu-west-1";
  private static final int ROUNDS = 7;
  private static final int WARM_UPS = 60;
  private static final int MOST_AT_ONCE = 8;
  private static final List<Integer> LATENCIES = List.of(50, 200, 1000);

  private final AwsTwin twin;
  private final AwsClients clients;

  private AddressMoveBenchmark(AwsTwin twin, AwsClients clients) {
    this.twin = twin;
    this.clients = clients;
  }

  /** Prints a table and writes the report. */
  public static void main(String[] arguments) throws IOException {
    Report report = new Report("address-move");
    ArrayNode rows = report.root().put("rounds", ROUNDS).putArray("rows");
    TwinClock clock = new TwinClock(Instant.parse("2026-01-01T00:00:00Z"));
    try (AwsTwin twin = new AwsTwin(clock);
        AwsClients clients =
            new AwsClients(
                new AwsAccess(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCOUNT, "secret")),
                    (service, location) -> Optional.of(twin.endpoint()),
                    InstantSource.system()))) {
      AddressMoveBenchmark benchmark = new AddressMoveBenchmark(twin, clients);
      benchmark.warmUp();
      for (int latency : LATENCIES) {
        benchmark.row("seamless, one address", latency, 1, false, rows);
        benchmark.row("seamless, eight addresses", latency, MOST_AT_ONCE, false, rows);
        benchmark.row("strict, one address", latency, 1, true, rows);
      }
    }
    System.out.println("written to " + report.write());
  }

  /** A function that stays is measured, not the compiler's first minute. */
  private void warmUp() {
    Moved moved = new Moved(MOST_AT_ONCE);
    for (int round = 0; round < WARM_UPS; round++) {
      moved.turn(round, false);
    }
  }

  private void row(String name, int latency, int addresses, boolean strict, ArrayNode rows) {
    Moved moved = new Moved(addresses);
    twin.faults().clear();
    if (latency > 0) {
      twin.faults().add(new Where("ec2", "", ""), new Fault.Slow(Duration.ofMillis(latency)));
    }
    List<Double> millis = new ArrayList<>();
    List<Double> detached = new ArrayList<>();
    int mutating = 0;
    for (int round = 0; round < ROUNDS; round++) {
      twin.forgetCalls();
      twin.ec2().watch();
      long from = System.nanoTime();
      moved.turn(round, strict);
      millis.add((System.nanoTime() - from) / 1e6);
      detached.add(twin.ec2().longestOnNothing().toNanos() / 1e6);
      mutating += mutating();
    }
    double each = (double) mutating / ROUNDS / addresses;
    Spread time = new Spread(millis);
    Spread off = new Spread(detached);
    System.out.printf(
        "%-26s latency %4d ms  move median %6.0f ms  worst %6.0f ms  detached worst %6.1f ms"
            + "  mutating calls a move %.1f%n",
        name, latency, time.median(), time.at(1), off.at(1), each);
    var row = rows.addObject().put("what", name).put("latencyMillis", latency);
    time.into(row.put("addresses", addresses).put("mutatingCallsAMove", each), "Millis");
    row.put("detachedWorstMillis", off.at(1));
  }

  private int mutating() {
    return (int)
        twin.calls().stream()
            .filter(call -> !call.operation().startsWith("Describe"))
            .filter(call -> !call.parameter("DryRun").equals("true"))
            .count();
  }

  /** Addresses that go from one node to the other and back. */
  private final class Moved {
    private final SortedMap<AddressId, ElasticIp> addresses = new TreeMap<>();
    private final ElasticIpMover mover;

    Moved(int count) {
      for (int i = 0; i < count; i++) {
        SortedMap<String, Attachment> nodes = new TreeMap<>();
        for (String node : List.of("gw-1", "gw-2")) {
          nodes.put(
              node,
              new Attachment(
                  twin.ec2().networkInterface(ACCOUNT, LOCATION, List.of("10.1.1.11")), null));
        }
        String allocation = twin.ec2().allocation(ACCOUNT, LOCATION, Map.of());
        addresses.put(
            new AddressId("west", "front-" + i), new ElasticIp(LOCATION, allocation, nodes));
      }
      this.mover = new ElasticIpMover(clients, "shop", addresses);
      twin.faults().clear();
      apply(null, "gw-1");
    }

    void turn(int round, boolean strict) {
      String from = round % 2 == 0 ? "gw-1" : "gw-2";
      String to = round % 2 == 0 ? "gw-2" : "gw-1";
      if (strict) {
        apply(from, null);
        apply(null, to);
      } else {
        apply(from, to);
      }
    }

    private void apply(
        @org.jspecify.annotations.Nullable String from,
        @org.jspecify.annotations.Nullable String to) {
      Instant deadline = Instant.now().plusSeconds(30);
      List<Order> orders =
          addresses.keySet().stream()
              .map(id -> new Order("i-" + id, new Step.MoveAddress(id, from, to), deadline))
              .toList();
      for (ApplyOutcome outcome : mover.move(orders, deadline)) {
        if (!(outcome instanceof ApplyOutcome.Accepted)) {
          throw new IllegalStateException(outcome.toString());
        }
      }
    }
  }
}
