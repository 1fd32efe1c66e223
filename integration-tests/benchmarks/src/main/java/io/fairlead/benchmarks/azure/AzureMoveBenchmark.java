package io.fairlead.benchmarks.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import io.fairlead.azure.address.Attachment;
import io.fairlead.azure.address.PublicIp;
import io.fairlead.azure.address.PublicIpMover;
import io.fairlead.azure.arm.ArmId;
import io.fairlead.azure.client.AzureAccess;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.benchmarks.report.Report;
import io.fairlead.benchmarks.report.Spread;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.emulators.twin.arm.ArmTwin;
import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.emulators.twin.arm.network.Network;
import io.fairlead.fleet.AddressId;
import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Moves one and eight public IPs between NICs on the twin at several API latencies: how long the
 * calls of both ticks take, how many they are, and how long an address is on nothing, which is
 * Azure's time for two writes and the rest of a tick. Goals: eight side by side within Azure's
 * bucket of 200 writes, two writes an address.
 */
public final class AzureMoveBenchmark {
  private static final String SUBSCRIPTION = "00000000-0000-4000-8000-000000000001";
  private static final String LOCATION = "westeurope";
  private static final int ROUNDS = 7;
  private static final List<Integer> LATENCIES = List.of(50, 200, 1000);
  private static final Duration TICK = Duration.ofSeconds(10);
  private static final Duration WORK = Duration.ofSeconds(4);

  private final TwinClock clock;
  private final ArmTwin twin;
  private final AzureClients clients;

  private AzureMoveBenchmark(TwinClock clock, ArmTwin twin) {
    this.clock = clock;
    this.twin = twin;
    TokenCredential identity =
        _ ->
            Mono.just(
                new AccessToken(
                    "fairlead", OffsetDateTime.of(2100, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)));
    this.clients =
        new AzureClients(new AzureAccess(identity, clock, HttpClient::newBuilder, twin.endpoint()));
  }

  /** Prints a table and writes the report. */
  public static void main(String[] arguments) throws IOException {
    Report report = new Report("azure-move");
    ArrayNode rows = report.root().put("rounds", ROUNDS).putArray("rows");
    TwinClock clock = new TwinClock(Instant.parse("2026-01-01T00:00:00Z"));
    try (ArmTwin twin = new ArmTwin(clock, Network.kinds())) {
      twin.takes(WORK);
      AzureMoveBenchmark benchmark = new AzureMoveBenchmark(clock, twin);
      benchmark.row(0, 8, rows);
      rows.removeAll();
      for (int latency : LATENCIES) {
        benchmark.row(latency, 1, rows);
        benchmark.row(latency, 8, rows);
      }
    }
    System.out.println("written to " + report.write());
  }

  private void row(int latency, int addresses, ArrayNode rows) {
    twin.faults().clear();
    Moved moved = new Moved(addresses);
    if (latency > 0) {
      twin.faults().add(Where.EVERYWHERE, new Fault.Slow(Duration.ofMillis(latency)));
    }
    List<Double> millis = new ArrayList<>();
    List<Double> detached = new ArrayList<>();
    twin.forgetCalls();
    for (int round = 0; round < ROUNDS; round++) {
      moved.turn(round, millis, detached);
    }
    double calls = (double) twin.calls().size() / ROUNDS;
    double writes =
        (double) twin.calls().stream().filter(call -> call.method().equals("PUT")).count() / ROUNDS;
    Spread time = new Spread(millis);
    Spread off = new Spread(detached);
    System.out.printf(
        "%d addresses  latency %4d ms  both ticks' calls median %6.0f ms  worst %6.0f ms"
            + "  calls %.0f, writes %.0f  on nothing worst %.1f s%n",
        addresses, latency, time.median(), time.at(1), calls, writes, off.at(1) / 1000);
    var row = rows.addObject().put("addresses", addresses).put("latencyMillis", latency);
    time.into(row.put("calls", calls).put("writes", writes), "Millis");
    row.put("onNothingWorstMillis", off.at(1));
  }

  /** Addresses that go from one NIC to the other and back, over two ticks each. */
  private final class Moved {
    private final SortedMap<AddressId, PublicIp> addresses = new TreeMap<>();
    private final PublicIpMover mover;

    Moved(int count) {
      for (int i = 0; i < count; i++) {
        SortedMap<String, Attachment> nodes = new TreeMap<>();
        for (String node : List.of("gw-1", "gw-2")) {
          String name = "networkInterfaces/" + count + "-" + i + "-" + node;
          nodes.put(node, new Attachment(new ArmId(nic(name).text()), null, null));
        }
        ArmId ip = new ArmId(publicIp("publicIPAddresses/" + count + "-" + i).text());
        addresses.put(
            new AddressId("west", "front-" + i),
            new PublicIp(LOCATION, ip, nodes, new TreeSet<>()));
      }
      this.mover = new PublicIpMover(clients, "shop", addresses);
      apply(null, "gw-1");
      clock.pass(TICK);
    }

    /** Azure's time is virtual; the calls' is real, and both keep the address on nothing. */
    void turn(int round, List<Double> millis, List<Double> detached) {
      String from = round % 2 == 0 ? "gw-1" : "gw-2";
      String to = round % 2 == 0 ? "gw-2" : "gw-1";
      double off = apply(from, null);
      clock.pass(TICK);
      double on = apply(null, to);
      clock.pass(TICK);
      millis.add(off + on);
      detached.add(on + TICK.plus(WORK).toMillis());
    }

    private double apply(@Nullable String from, @Nullable String to) {
      Instant deadline = clock.instant().plusSeconds(30);
      List<Order> orders =
          addresses.keySet().stream()
              .map(id -> new Order("i-" + id, new Step.MoveAddress(id, from, to), deadline))
              .toList();
      long start = System.nanoTime();
      for (ApplyOutcome outcome : mover.move(orders, deadline)) {
        if (!(outcome instanceof ApplyOutcome.Accepted)) {
          throw new IllegalStateException(outcome.toString());
        }
      }
      return (System.nanoTime() - start) / 1e6;
    }
  }

  private ResourceId nic(String path) {
    ResourceId id = id(path);
    ObjectNode body = id.body().put("location", LOCATION);
    ObjectNode one = body.putObject("properties").putArray("ipConfigurations").addObject();
    one.put("name", "primary").putObject("properties").put("primary", true);
    twin.put(id, body);
    return id;
  }

  private ResourceId publicIp(String path) {
    ResourceId id = id(path);
    ObjectNode body = id.body().put("location", LOCATION);
    body.putObject("sku").put("name", "Standard");
    twin.put(id, body);
    return id;
  }

  private static ResourceId id(String path) {
    return ResourceId.network(SUBSCRIPTION, "gateways", path);
  }
}
