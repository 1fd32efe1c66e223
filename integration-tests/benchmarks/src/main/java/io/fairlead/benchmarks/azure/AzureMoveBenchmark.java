package io.fairlead.benchmarks.azure;

import io.fairlead.benchmarks.report.Report;
import io.fairlead.benchmarks.report.Spread;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.emulators.twin.arm.ArmTwin;
import io.fairlead.emulators.twin.arm.network.Network;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;

/**
 * Moves one and eight public IPs between NICs on the twin at several API latencies: how long the
 * calls of both ticks take, how many they are, and how long each address is on nothing, which is
 * read from the twin: from the write that takes it off until Azure is done with the one that puts
 * it on. Then the move of eight is killed before and after each of its calls. Goals: eight side by
 * side within Azure's bucket of 200 writes, two writes an address; on nothing no longer than
 * Azure's time for both writes and a tick, and a tick more for a kill.
 */
public final class AzureMoveBenchmark {
  private static final int ROUNDS = 3;
  private static final int EIGHT = 8;
  private static final List<Integer> LATENCIES = List.of(50, 200, 1000);

  private final TwinClock clock;
  private final ArmTwin twin;

  private AzureMoveBenchmark(TwinClock clock, ArmTwin twin) {
    this.clock = clock;
    this.twin = twin;
  }

  /** Prints tables and writes the report. */
  public static void main(String[] arguments) throws IOException {
    Report report = new Report("azure-move");
    ArrayNode rows = report.root().put("rounds", ROUNDS).putArray("rows");
    // What calls take passes by itself, the rest of a tick and Azure's work by hand.
    TwinClock clock = TwinClock.running();
    try (ArmTwin twin = new ArmTwin(clock, Network.kinds())) {
      twin.takes(EightAddresses.WORK);
      AzureMoveBenchmark benchmark = new AzureMoveBenchmark(clock, twin);
      benchmark.row(0, EIGHT, rows);
      rows.removeAll();
      for (int latency : LATENCIES) {
        benchmark.row(latency, 1, rows);
        benchmark.row(latency, EIGHT, rows);
      }
      benchmark.kills(report.root().putArray("kills"));
    }
    System.out.println("written to " + report.write());
  }

  private void row(int latency, int addresses, ArrayNode rows) {
    twin.faults().clear();
    EightAddresses moved = new EightAddresses(twin, clock, addresses + "-" + latency, addresses);
    if (latency > 0) {
      twin.faults().add(Where.EVERYWHERE, new Fault.Slow(Duration.ofMillis(latency)));
    }
    List<Double> millis = new ArrayList<>();
    SortedMap<String, List<Double>> windows = new TreeMap<>();
    twin.forgetCalls();
    for (int round = 0; round < ROUNDS; round++) {
      millis.add(moved.turn());
      moved.windows().forEach((id, time) -> add(windows, id, time));
    }
    double calls = (double) twin.calls().size() / ROUNDS;
    double writes =
        (double) twin.calls().stream().filter(call -> call.method().equals("PUT")).count() / ROUNDS;
    Spread time = new Spread(millis);
    System.out.printf(
        "%d addresses  latency %4d ms  both ticks' calls median %6.0f ms  worst %6.0f ms"
            + "  calls %.0f, writes %.0f%n",
        addresses, latency, time.median(), time.at(1), calls, writes);
    var row = rows.addObject().put("addresses", addresses).put("latencyMillis", latency);
    time.into(row.put("calls", calls).put("writes", writes), "Millis");
    told(windows, row.putArray("onNothing"));
  }

  /** Eight rows, with what the address was on nothing for. */
  private static void told(SortedMap<String, List<Double>> windows, ArrayNode rows) {
    windows.forEach(
        (id, all) -> {
          Spread spread = new Spread(all);
          System.out.printf(
              "  %s  on nothing median %.1f s  worst %.1f s%n",
              id, spread.median() / 1000, spread.at(1) / 1000);
          rows.addObject()
              .put("address", id)
              .put("medianMillis", spread.median())
              .put("worstMillis", spread.at(1));
        });
  }

  /** The move of eight, killed once at every call: each time before it is sent, and after. */
  private void kills(ArrayNode rows) {
    twin.faults().clear();
    EightAddresses moved = new EightAddresses(twin, clock, "killed", EIGHT);
    twin.forgetCalls();
    moved.turn();
    int calls = twin.calls().size();
    SortedMap<String, List<Double>> windows = new TreeMap<>();
    int runs = 0;
    for (int index = 0; index < calls; index++) {
      for (Fault death : List.of(new Fault.CutBefore(), new Fault.CutAfter())) {
        moved.killed(index, death);
        moved.windows().forEach((id, time) -> add(windows, id, time));
        runs++;
      }
    }
    Duration bound = EightAddresses.WORK.plus(EightAddresses.WORK).plus(EightAddresses.TICK);
    System.out.printf(
        "%d addresses killed before and after each of %d calls: %d runs, bound %d s%n",
        EIGHT, calls, runs, bound.plus(EightAddresses.TICK).toSeconds());
    told(windows, rows);
  }

  private static void add(SortedMap<String, List<Double>> windows, String id, Duration time) {
    windows.computeIfAbsent(id, _ -> new ArrayList<>()).add((double) time.toMillis());
  }
}
